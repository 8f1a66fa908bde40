package dev.culvert.ui.connections;

import dev.culvert.engine.LiveConnection;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.ConnectionState;
import dev.culvert.ui.controls.connection.Peer;
import dev.culvert.ui.controls.connection.Row;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An open connection at one moment. Equal to every other value of the same connection.
 *
 * @param origin what stays as it is
 * @param state how far it has come
 * @param upstream where it is forwarded to; empty while that is not decided
 * @param bytesIn client to endpoint
 * @param bytesOut endpoint to client
 * @param inRate bytes in per second
 * @param outRate bytes out per second
 * @param clientQuietSince when the client last moved a byte, in milliseconds since 1970
 * @param serverQuietSince when the upstream last moved a byte, likewise
 */
record LiveRow(
        Origin origin,
        ConnectionState state,
        String upstream,
        long bytesIn,
        long bytesOut,
        double inRate,
        double outRate,
        long clientQuietSince,
        long serverQuietSince)
        implements Row {

    /** What stays as it is while a connection lives, with its texts made once. */
    record Origin(LiveConnection source, InetSocketAddress address, Peer client, long startedAt, long firstSeen) {

        static Origin of(LiveConnection source, long firstSeen) {
            InetSocketAddress address = source.client();
            return new Origin(
                    source, address, Peer.of(address), source.startedAt().toEpochMilli(), firstSeen);
        }

        /** Whether the client is still the one that it seemed to be; a proxy may have said since who it is. */
        boolean isCurrent() {
            return address.equals(source.client());
        }
    }

    @Override
    public ConnectionId id() {
        return origin.source().id();
    }

    @Override
    public String endpoint() {
        return origin.source().endpointName();
    }

    @Override
    public Peer client() {
        return origin.client();
    }

    @Override
    public long startedAt() {
        return origin.startedAt();
    }

    /** How long finding and dialling the upstream took; null until it is connected. */
    @Nullable Duration connectTime() {
        return origin.source().connectTime();
    }

    /** How long it has been open, in milliseconds. */
    long age(long now) {
        return Math.max(0, now - startedAt());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LiveRow that && id().equals(that.id());
    }

    @Override
    public int hashCode() {
        return id().hashCode();
    }
}
