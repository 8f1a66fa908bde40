package dev.culvert.events.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to leave a destination alone after failures: twice as long after each, and a part of it by chance, so that many do
 * not come back at once.
 *
 * @param first after the first failure
 * @param longest at the most
 */
public record Backoff(Duration first, Duration longest) {

    /** What suits servers that are restarted. */
    public static final Backoff USUAL = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

    private static final int MOST_DOUBLINGS = 30;

    /** The pause after so many failures in a row, between half of it and all of it. */
    Duration after(int failures, RandomGenerator random) {
        double full = (double) first.toNanos() * Math.pow(2, Math.clamp(failures - 1L, 0, MOST_DOUBLINGS));
        double capped = Math.min(full, (double) longest.toNanos());
        return Duration.ofNanos((long) (capped * (0.5 + random.nextDouble() / 2)));
    }
}
