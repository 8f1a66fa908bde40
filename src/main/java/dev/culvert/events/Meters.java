package dev.culvert.events;

import dev.culvert.model.ClosedConnection;
import dev.culvert.model.EndpointId;
import dev.culvert.model.HttpExchange;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Counts how connections and requests ended, by endpoint, since the start. One thread counts; any may read. */
public final class Meters {

    /** Temporary endpoints come and go; of so many it is remembered. */
    private static final int MOST = 2_000;

    private final Map<EndpointId, EndpointMeter> byEndpoint = new ConcurrentHashMap<>();

    /** Counts connections and requests that have ended. By one thread. */
    void count(List<ClosedConnection> connections, List<HttpExchange> requests) {
        connections.forEach(c -> meter(c.endpoint()).count(c));
        requests.forEach(r -> meter(r.endpoint()).count(r));
        while (byEndpoint.size() > MOST) {
            byEndpoint.entrySet().stream()
                    .min(Comparator.comparing(e -> e.getValue().lastEnd()))
                    .ifPresent(oldest -> byEndpoint.remove(oldest.getKey()));
        }
    }

    private EndpointMeter meter(EndpointId endpoint) {
        return byEndpoint.computeIfAbsent(endpoint, id -> new EndpointMeter());
    }

    /** What was counted of an endpoint; empty if none of its connections or requests has ended yet. */
    public Optional<EndpointMeter> of(EndpointId endpoint) {
        return Optional.ofNullable(byEndpoint.get(endpoint));
    }
}
