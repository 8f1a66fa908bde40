package dev.culvert.model;

import java.time.Duration;

/**
 * How an upstream is watched: a connection is opened and closed at once, again and again.
 *
 * @param interval from one to the next; {@link Duration#ZERO} for never
 * @param threshold how many in a row must fail until the upstream counts as down, at least 1; one that succeeds and it
 *     counts as up again
 */
public record HealthCheck(Duration interval, int threshold) {

    /** Upstreams are not watched. */
    public static final HealthCheck OFF = new HealthCheck(Duration.ZERO, 3);

    /** Whether there is anything to do. */
    public boolean isOn() {
        return interval.isPositive();
    }
}
