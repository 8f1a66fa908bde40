package dev.culvert.engine.netty;

import dev.culvert.engine.ServedEndpoint;
import dev.culvert.model.CloseReason;
import dev.culvert.model.HealthCheck;
import dev.culvert.model.Upstream;
import dev.culvert.model.UpstreamHealth;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches an endpoint's upstream, if the endpoint wants that: connects to it, closes at once, and tells the endpoint's
 * service what came of it. Told what to do by one thread, works on one event loop.
 */
final class HealthProbe implements UpstreamDial.Caller<DuplexChannel> {

    private static final Logger log = LoggerFactory.getLogger(HealthProbe.class);

    private final EndpointService service;
    private final EngineCore core;
    private final ConnectionLoop loop;
    private HealthCheck check = HealthCheck.OFF;
    private @Nullable Upstream upstream;
    private @Nullable UpstreamDial<DuplexChannel> dial;
    private @Nullable Future<?> next;
    private int failures;

    HealthProbe(EndpointService service, EngineCore core) {
        this.service = service;
        this.core = core;
        loop = core.loops().next();
    }

    /** Watches what that version forwards to, in the way it says. */
    void follow(ServedEndpoint version) {
        loop.eventLoop().execute(() -> follow(version.healthCheck(), version.upstream()));
    }

    /** Ends it. */
    void stop() {
        loop.eventLoop().execute(() -> follow(HealthCheck.OFF, null));
    }

    private void follow(HealthCheck how, @Nullable Upstream what) {
        if (how.equals(check) && Objects.equals(what, upstream)) {
            return;
        }
        if (dial != null) {
            dial.cancel();
        }
        if (next != null) {
            next.cancel(false);
        }
        boolean isOther = !Objects.equals(what, upstream) || !how.isOn();
        check = how;
        upstream = what;
        if (isOther) {
            failures = 0;
            service.setHealth(new UpstreamHealth.Unknown());
        }
        if (how.isOn() && what != null) {
            look();
        }
    }

    private void look() {
        Duration connect = service.endpoint().limits().connectTimeout();
        Duration limit = connect.isZero() || connect.compareTo(check.interval()) > 0 ? check.interval() : connect;
        dial = core.connector()
                .dial(core.channels(), Objects.requireNonNull(upstream), Connection.nanos(limit), loop, this);
        dial.begin();
    }

    private void lookAgain() {
        dial = null;
        next = loop.eventLoop().schedule(this::look, Connection.nanos(check.interval()), TimeUnit.NANOSECONDS);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // nobody would care how that went
    public void connected(DuplexChannel channel) {
        channel.close();
        failures = 0;
        if (!(service.health() instanceof UpstreamHealth.Up)) {
            if (service.health() instanceof UpstreamHealth.Down) {
                log.info("The upstream of the endpoint {} is up again.", name());
            }
            service.setHealth(new UpstreamHealth.Up(Instant.now()));
        }
        lookAgain();
    }

    @Override
    public void failed(CloseReason reason, @Nullable String error) {
        failed(error == null ? reason.wireName() : error);
    }

    @Override
    public void failed(Throwable fault) {
        failed(Objects.requireNonNullElse(
                SystemError.text(fault), fault.getClass().getSimpleName()));
    }

    private void failed(String why) {
        failures++;
        if (service.health() instanceof UpstreamHealth.Down down) {
            service.setHealth(new UpstreamHealth.Down(down.since(), why));
        } else if (failures >= check.threshold()) {
            log.warn("The upstream of the endpoint {} is down: {}.", name(), why);
            service.setHealth(new UpstreamHealth.Down(Instant.now(), why));
        }
        lookAgain();
    }

    private String name() {
        return service.endpoint().name();
    }
}
