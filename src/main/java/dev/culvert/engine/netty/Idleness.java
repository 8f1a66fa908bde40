package dev.culvert.engine.netty;

import dev.culvert.model.CloseReason;
import dev.culvert.model.Limits;
import org.jspecify.annotations.Nullable;

/** How long both sides of a connection have been idle, and for how long they may be. On the event loop only. */
final class Idleness {

    private final IdleClock client = new IdleClock();
    private final IdleClock upstream = new IdleClock();
    private boolean counts;
    private long rest = Long.MAX_VALUE;

    void start(long now) {
        client.start(now);
        upstream.start(now);
    }

    /** From now on it matters. */
    void begin(long now) {
        start(now);
        counts = true;
    }

    boolean counts() {
        return counts;
    }

    /** Why the connection is to end; null if neither side is late. */
    @Nullable CloseReason look(RelayChoice relay, Limits limits, long now) {
        client.look(relay.client(), now);
        upstream.look(relay.upstream(), now);
        long clientOverdue = client.overdue(Connection.nanos(limits.clientIdleTimeout()), now);
        long upstreamOverdue = upstream.overdue(Connection.nanos(limits.serverIdleTimeout()), now);
        rest = -Math.max(clientOverdue, upstreamOverdue);
        if (rest > 0) {
            return null;
        }
        return clientOverdue >= upstreamOverdue ? CloseReason.CLIENT_IDLE : CloseReason.SERVER_IDLE;
    }

    /** For how long neither side can be late, if nothing moves. */
    long rest() {
        return rest;
    }

    IdleClock client() {
        return client;
    }

    IdleClock upstream() {
        return upstream;
    }
}
