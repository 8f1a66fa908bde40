package dev.culvert.store;

import java.time.Duration;
import java.time.Instant;

/**
 * A time that is divided into parts of the same length.
 *
 * @param from its beginning
 * @param to its end, exclusive
 * @param step how long a part is, whole microseconds; the last part may be longer than the span
 */
public record HistorySpan(Instant from, Instant to, Duration step) {

    /** Checks that it is one. */
    public HistorySpan {
        if (!from.isBefore(to) || step.isNegative() || step.isZero()) {
            throw new IllegalArgumentException("no span of time: " + from + " to " + to + " by " + step);
        }
    }

    /** How many parts it has. */
    public int parts() {
        long length = Duration.between(from, to).toNanos() / 1000;
        long part = step.toNanos() / 1000;
        return Math.toIntExact((length + part - 1) / part);
    }
}
