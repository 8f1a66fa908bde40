package dev.culvert.ui.connections;

import dev.culvert.model.EndpointId;
import dev.culvert.model.EndpointStatus;
import dev.culvert.model.Limits;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When idle connections end, as their endpoints' limits have it now. */
final class IdleLimits {

    private List<EndpointStatus> endpoints = List.of();
    private Map<EndpointId, Limits> limits = Map.of();

    /** Takes the endpoints as they are now, and says whether any limit may have changed. */
    @SuppressWarnings("ReferenceEquality")
    boolean refresh(List<EndpointStatus> now) {
        if (endpoints == now) {
            return false;
        }
        endpoints = now;
        Map<EndpointId, Limits> changed = new HashMap<>();
        now.forEach(e -> changed.put(e.id(), e.endpoint().spec().limits()));
        boolean same = changed.equals(limits);
        limits = changed;
        return !same;
    }

    /** When the connection ends if it stays idle, in milliseconds since 1970; the end of time if it never does. */
    long deadline(LiveRow row) {
        Limits limit = limits.get(row.origin().source().endpoint());
        return limit == null
                ? Long.MAX_VALUE
                : Math.min(
                        deadline(row.clientQuietSince(), limit.clientIdleTimeout()),
                        deadline(row.serverQuietSince(), limit.serverIdleTimeout()));
    }

    /** How idle it is; null if idle connections of its endpoint live on. */
    @Nullable Idle of(LiveRow row, long now) {
        Limits limit = limits.get(row.origin().source().endpoint());
        long deadline = deadline(row);
        if (limit == null || deadline == Long.MAX_VALUE) {
            return null;
        }
        boolean client = deadline == deadline(row.clientQuietSince(), limit.clientIdleTimeout());
        Duration timeout = client ? limit.clientIdleTimeout() : limit.serverIdleTimeout();
        long since = client ? row.clientQuietSince() : row.serverQuietSince();
        return new Idle(Duration.ofMillis(Math.max(0, now - since)), timeout);
    }

    private static long deadline(long quietSince, Duration limit) {
        return limit.isZero() ? Long.MAX_VALUE : quietSince + limit.toMillis();
    }
}
