package dev.culvert.events;

import dev.culvert.model.CloseReason;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.DurationTally;
import dev.culvert.model.HttpExchange;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** How the connections of one endpoint ended. One thread counts; any may read. */
public final class EndpointMeter {

    private static final List<Duration> CONNECTS = DurationTally.micros(
            100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 500_000, 5_000_000);
    private static final List<Duration> DURATIONS = DurationTally.millis(
            1, 10, 100, 500, 1_000, 5_000, 15_000, 60_000, 300_000, 1_800_000, 7_200_000, 86_400_000);

    private final Map<CloseReason, AtomicLong> reasons = new EnumMap<>(CloseReason.class);
    private final DurationTally connects = new DurationTally(CONNECTS);
    private final DurationTally durations = new DurationTally(DURATIONS);
    private final RequestMeter requests = new RequestMeter();
    private final RecentConnections recent = new RecentConnections();
    private volatile Instant lastEnd = Instant.MIN;

    EndpointMeter() {
        for (CloseReason reason : CloseReason.values()) {
            reasons.put(reason, new AtomicLong());
        }
    }

    void count(ClosedConnection connection) {
        counter(connection.reason()).incrementAndGet();
        Duration connectTime = connection.connectTime();
        if (connectTime != null) {
            connects.add(connectTime.toNanos());
        }
        durations.add(connection.duration().toNanos());
        recent.add(connection);
        lastEnd = connection.endedAt();
    }

    void count(HttpExchange exchange) {
        requests.count(exchange);
        lastEnd = exchange.endedAt();
    }

    Instant lastEnd() {
        return lastEnd;
    }

    /** How many ended for that reason. */
    public long ended(CloseReason reason) {
        return counter(reason).get();
    }

    private AtomicLong counter(CloseReason reason) {
        return Objects.requireNonNull(reasons.get(reason));
    }

    /** The HTTP requests. */
    public RequestMeter requests() {
        return requests;
    }

    /** How long finding and dialling the upstream took. */
    public DurationTally.Counted connects() {
        return connects.read();
    }

    /** How long they were open. */
    public DurationTally.Counted durations() {
        return durations.read();
    }

    /** The ones of the last quarter of an hour, and the latest of all. */
    public RecentConnections recent() {
        return recent;
    }
}
