package dev.culvert.ui.controls.connection;

import dev.culvert.model.ClosedConnection;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.Upstream;
import org.jspecify.annotations.Nullable;

/**
 * A connection that has ended. Equal to every other value of the same connection.
 *
 * @param connection all that is kept of it
 * @param client who connected
 * @param upstream where it was forwarded to; empty if it never came to that
 */
public record ClosedRow(ClosedConnection connection, Peer client, String upstream) implements Row {

    public static ClosedRow of(ClosedConnection connection) {
        Upstream upstream = connection.upstream();
        return new ClosedRow(connection, Peer.of(connection.client()), upstream == null ? "" : upstream.toString());
    }

    @Override
    public ConnectionId id() {
        return connection.id();
    }

    @Override
    public String endpoint() {
        return connection.endpointName();
    }

    @Override
    public long startedAt() {
        return connection.startedAt().toEpochMilli();
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
    public boolean equals(@Nullable Object other) {
        return other instanceof ClosedRow that && id().equals(that.id());
    }

    @Override
    public int hashCode() {
        return id().hashCode();
    }
}
