package dev.culvert.gateway;

import dev.culvert.model.EndpointId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When the makers of temporary endpoints were last heard of. They are looked at once a second, and nothing is looked at where
 * there are none: a program that waits for nothing sleeps. On the gateway's thread but for {@link #renew}, which any may call.
 */
final class LifeSigns {

    private static final Logger log = LoggerFactory.getLogger(LifeSigns.class);

    /** As long as ngrok tolerates an agent's silence (NGROK.md 1.7). */
    static final Duration TOLERANCE = Duration.ofSeconds(15);

    private final ScheduledExecutorService thread;
    private final InstantSource clock;
    private final Consumer<EndpointId> silent;
    private final Map<EndpointId, Instant> signs = new ConcurrentHashMap<>();
    private boolean looking;

    /**
     * Awaits nobody yet.
     *
     * @param thread the gateway's thread
     * @param silent is told of each whose maker has been silent for too long, until it is forgotten
     */
    LifeSigns(ScheduledExecutorService thread, InstantSource clock, Consumer<EndpointId> silent) {
        this.thread = thread;
        this.clock = clock;
        this.silent = silent;
    }

    /** From now on its maker must be heard of. */
    void await(EndpointId id) {
        signs.put(id, clock.instant());
        lookSoon();
    }

    /** Its maker has been heard of; whether that was awaited. */
    boolean renew(EndpointId id) {
        return signs.computeIfPresent(id, (key, last) -> clock.instant()) != null;
    }

    /** No sign of its maker is awaited any more. */
    void forget(EndpointId id) {
        signs.remove(id);
    }

    private void lookSoon() {
        if (!looking && !signs.isEmpty()) {
            looking = true;
            var unused = thread.schedule(this::look, 1, TimeUnit.SECONDS);
        }
    }

    private void look() {
        looking = false;
        Instant limit = clock.instant().minus(TOLERANCE);
        signs.forEach((id, sign) -> {
            if (sign.isBefore(limit)) {
                tell(id);
            }
        });
        lookSoon();
    }

    private void tell(EndpointId id) {
        try {
            silent.accept(id);
        } catch (RuntimeException e) {
            log.error("The endpoint {}, whose maker has gone, cannot be ended yet: {}", id, e.getMessage());
        }
    }
}
