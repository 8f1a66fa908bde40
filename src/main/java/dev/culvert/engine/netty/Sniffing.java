package dev.culvert.engine.netty;

import dev.culvert.engine.netty.http.FirstLine;
import dev.culvert.engine.netty.http.HttpLimits;
import dev.culvert.model.CloseReason;
import dev.culvert.model.Upstream;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a client speaks HTTP. It is waited for only so long: then the upstream is dialled, since it may be the
 * one to speak first, as with SSH. As long as it has not, the client is watched on, so that waiting does not get a request
 * round the policy. On the event loop only.
 */
final class Sniffing {

    private final Connection connection;
    private final HttpLimits limits;
    private final FirstLine line;
    private @Nullable Future<?> alarm;
    private long begun;
    private boolean waited;
    private boolean passed;
    private boolean over;

    Sniffing(Connection connection, HttpLimits limits) {
        this.connection = connection;
        this.limits = limits;
        line = new FirstLine(limits.line());
    }

    void begin() {
        begun = System.nanoTime();
        alarm = connection
                .loop()
                .eventLoop()
                .schedule(this::giveUp, limits.firstBytes().toNanos(), TimeUnit.NANOSECONDS);
        connection.relay().sniff(this);
    }

    /** The client has said this, which was kept. */
    void heard(ByteBuf bytes) {
        if (over) {
            return;
        }
        switch (line.look(bytes)) {
            case OPEN -> {}
            case OTHER -> isOther();
            case HTTP -> isHttp();
        }
    }

    private void isHttp() {
        if (passed) {
            end();
            connection.end(
                    CloseReason.PROTOCOL_ERROR,
                    "The first line of an HTTP request took longer than "
                            + limits.firstBytes().toMillis() + " ms.");
            return;
        }
        note();
        end();
        connection.begin();
        connection.relay().speakHttp();
    }

    private void isOther() {
        boolean isDecided = waited;
        note();
        end();
        if (!isDecided) {
            forward();
        }
    }

    /** Whether what the client says is still looked at. */
    boolean isOver() {
        return over;
    }

    /** What the client has said so far goes to the upstream. */
    void pass() {
        passed |= !line.isSilent();
    }

    /** The client says no more. */
    void ended() {
        if (!over) {
            isOther();
        }
    }

    /** The upstream has spoken first, or the connection is over. */
    void end() {
        over = true;
        if (alarm != null) {
            alarm.cancel(false);
        }
    }

    private void giveUp() {
        if (over) {
            return;
        }
        note();
        waited = true;
        try {
            forward();
        } catch (Throwable e) { // an Error too: the connection is to be told of, and let go
            connection.fail(e);
        }
    }

    private void note() {
        if (!waited) {
            connection.sniffed(Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    /** The connection goes where it would go without HTTP phases. */
    private void forward() {
        Upstream own = connection.target().upstream();
        if (own == null) {
            connection.end(CloseReason.NO_RULE_DECIDED, null);
        } else {
            connection.forward(own);
        }
    }
}
