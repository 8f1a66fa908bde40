package dev.culvert.gateway;

import dev.culvert.engine.LiveConnection;
import dev.culvert.model.CloseReason;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.DecisionRecord;
import dev.culvert.model.EndpointId;
import dev.culvert.model.Upstream;
import dev.culvert.model.filter.FilterTarget;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An open connection, to a filter.
 *
 * @param connection the connection
 * @param url finds the URL of an endpoint; empty for one that is gone
 */
public record LiveTarget(LiveConnection connection, Function<EndpointId, String> url) implements FilterTarget {

    @Override
    public ConnectionId id() {
        return connection.id();
    }

    @Override
    public String endpointId() {
        return connection.endpoint().value();
    }

    @Override
    public String endpointName() {
        return connection.endpointName();
    }

    @Override
    public String endpointUrl() {
        return url.apply(connection.endpoint());
    }

    @Override
    public InetSocketAddress client() {
        return connection.client();
    }

    @Override
    public InetSocketAddress server() {
        return connection.server();
    }

    @Override
    public String upstreamUrl() {
        Upstream upstream = connection.upstream();
        return upstream == null ? "" : upstream.url();
    }

    @Override
    public Instant startedAt() {
        return connection.startedAt();
    }

    @Override
    public long lastedMicros(Instant now) {
        return ChronoUnit.MICROS.between(connection.startedAt(), now);
    }

    @Override
    public long connectMicros() {
        Duration time = connection.connectTime();
        return time == null ? -1 : time.toNanos() / 1000;
    }

    @Override
    public long bytesIn() {
        return connection.bytesIn();
    }

    @Override
    public long bytesOut() {
        return connection.bytesOut();
    }

    @Override
    public String state() {
        return connection.state().wireName();
    }

    @Override
    public @Nullable CloseReason reason() {
        return null;
    }

    @Override
    public DecisionRecord decision() {
        return connection.decision();
    }

    @Override
    public String error() {
        return "";
    }
}
