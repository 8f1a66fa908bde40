package dev.culvert.events;

import dev.culvert.model.DurationTally;
import dev.culvert.model.HttpExchange;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/** How the HTTP requests of one endpoint ended. One thread counts; any may read. */
public final class RequestMeter {

    private static final List<Duration> DURATIONS = DurationTally.micros(
            250, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 1_000_000, 5_000_000, 30_000_000);
    private static final int CLASS = 100;

    /** The last class of statuses: 500 to 599. */
    public static final int LAST_CLASS = 5;

    private final AtomicLongArray byClass = new AtomicLongArray(LAST_CLASS + 1);
    private final DurationTally durations = new DurationTally(DURATIONS);

    void count(HttpExchange exchange) {
        int statusClass = exchange.status() / CLASS;
        byClass.incrementAndGet(statusClass <= LAST_CLASS ? statusClass : 0);
        durations.add(exchange.duration().toNanos());
    }

    /** How many were answered with a status of a class, 1 to 5; 0 is for those without an answer. */
    public long answered(int statusClass) {
        return byClass.get(statusClass);
    }

    /** How long they took. */
    public DurationTally.Counted durations() {
        return durations.read();
    }
}
