package dev.culvert.engine.netty;

import dev.culvert.engine.netty.http.BadRequest;
import dev.culvert.engine.netty.http.RequestReader;
import java.time.Duration;
import java.util.function.Consumer;

/** Sees to it that the head of a request, once begun, does not take for ever. On the event loop only. */
final class HeadWatch {

    private final RequestReader reader;
    private final Duration limit;
    private final Consumer<BadRequest> late;
    private final Alarm alarm;

    HeadWatch(ConnectionLoop loop, RequestReader reader, Duration limit, Consumer<BadRequest> late) {
        this.reader = reader;
        this.limit = limit;
        this.late = late;
        alarm = new Alarm(loop);
    }

    /** Something was read, and no request is on its way. */
    void look() {
        if (!alarm.isSet() && reader.isInHead()) {
            alarm.set(limit.toNanos(), this::tell);
        }
    }

    private void tell() {
        late.accept(new BadRequest(408, "The head of the request took longer than " + limit.toMillis() + " ms."));
    }

    /** The head is there, or is not waited for any more. */
    void end() {
        alarm.end();
    }
}
