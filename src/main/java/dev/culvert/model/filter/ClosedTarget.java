package dev.culvert.model.filter;

import dev.culvert.model.CloseReason;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.DecisionRecord;
import dev.culvert.model.Upstream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A connection that has ended, to a filter. */
record ClosedTarget(ClosedConnection connection) implements FilterTarget {

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
        return connection.endpointUrl();
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
        return ChronoUnit.MICROS.between(connection.startedAt(), connection.endedAt());
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
        return "closed";
    }

    @Override
    public CloseReason reason() {
        return connection.reason();
    }

    @Override
    public DecisionRecord decision() {
        return connection.decision();
    }

    @Override
    public String error() {
        String error = connection.error();
        return error == null ? "" : error;
    }
}
