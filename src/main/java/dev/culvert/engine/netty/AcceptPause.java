package dev.culvert.engine.netty;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rest of a listener for which the system has no more memory, or no descriptors but the reserve: a second, again
 * and again, until a client can be accepted. They wait in the backlog meanwhile. Said once when it begins and once when it is over. On the
 * listener's event loop only.
 */
final class AcceptPause {

    private static final Logger log = LoggerFactory.getLogger(AcceptPause.class);

    private final EndpointService service;
    private final EventLoop loop;
    private final DescriptorReserve reserve;
    private final Runnable resume;

    AcceptPause(EndpointService service, EventLoop loop, DescriptorReserve reserve, Runnable resume) {
        this.service = service;
        this.loop = loop;
        this.reserve = reserve;
        this.resume = resume;
        var unused = SystemError.text(new IOException()); // a class cannot be loaded when it is needed here
    }

    /** The listener has stopped accepting, and is to be told when to try again. */
    void begin(Throwable problem) {
        resumeLater();
        String why = SystemError.text(problem);
        if (service.hinder(why == null ? "accept failed" : why)) {
            log.warn(
                    "The endpoint {} cannot accept clients: {}; they wait, and it tries again every second.",
                    service.endpoint().name(),
                    why);
        }
    }

    /** The listener has stopped accepting before the reserve is used up. */
    void begin() {
        begin(new IOException("Too many open files"));
    }

    private void resumeLater() {
        var unused = loop.schedule(this::resume, 1, TimeUnit.SECONDS);
    }

    private void resume() {
        if (reserve.isAllThatIsLeft()) {
            resumeLater();
        } else {
            resume.run();
        }
    }

    /** A client was accepted. */
    void accepted() {
        if (service.hindrance() != null) {
            service.unhinder();
            log.info(
                    "The endpoint {} accepts clients again.", service.endpoint().name());
        }
    }
}
