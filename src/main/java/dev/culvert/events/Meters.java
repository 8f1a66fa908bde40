package dev.culvert.events;

import dev.culvert.model.ClosedConnection;
import dev.culvert.model.EndpointId;
import dev.culvert.model.HttpExchange;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Counts how connections and requests ended, by endpoint, since the start. One thread counts; any may read. */
public final class Meters {

    /** Temporary endpoints come and go; of so many it is remembered. */
    private static final int MOST = 2_000;

    private final Map<EndpointId, EndpointMeter> byEndpoint = new ConcurrentHashMap<>();
    private @Nullable EndpointId latestEndpoint;
    private @Nullable EndpointMeter latestMeter;

    /** Counts connections and requests that have ended. By one thread. */
    void count(List<ClosedConnection> connections, List<HttpExchange> requests) {
        for (ClosedConnection connection : connections) {
            latest(connection.endpoint()).count(connection);
        }
        for (HttpExchange request : requests) {
            latest(request.endpoint()).count(request);
        }
        while (byEndpoint.size() > MOST) {
            latestMeter = null;
            byEndpoint.entrySet().stream()
                    .min(Comparator.comparing(e -> e.getValue().lastEnd()))
                    .ifPresent(oldest -> byEndpoint.remove(oldest.getKey()));
        }
    }

    /** Where thousands end a second, one is mostly of the same endpoint as the one before it. */
    private EndpointMeter latest(EndpointId endpoint) {
        EndpointMeter meter = latestMeter;
        if (meter == null || !endpoint.equals(latestEndpoint)) {
            meter = meter(endpoint);
            latestMeter = meter;
            latestEndpoint = endpoint;
        }
        return meter;
    }

    private EndpointMeter meter(EndpointId endpoint) {
        return byEndpoint.computeIfAbsent(endpoint, id -> new EndpointMeter());
    }

    /** What was counted of an endpoint; empty if none of its connections or requests has ended yet. */
    public Optional<EndpointMeter> of(EndpointId endpoint) {
        return Optional.ofNullable(byEndpoint.get(endpoint));
    }
}
