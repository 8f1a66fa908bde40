package dev.culvert.ui.common;

import java.util.concurrent.TimeUnit;

/** Turns a counter that only grows into a rate, as the mean over about the last second. For one thread. */
public final class RateMeter {

    private static final int SAMPLES = 5;

    private final long[] counts = new long[SAMPLES];
    private final long[] times = new long[SAMPLES];
    private int taken;

    /**
     * Takes the counter's value.
     *
     * @param nanoTime when it had that value, as {@link System#nanoTime()} tells it
     * @return the rate per second; 0 until there are two samples, and never negative
     */
    public double sample(long count, long nanoTime) {
        int newest = taken % SAMPLES;
        counts[newest] = count;
        times[newest] = nanoTime;
        taken++;
        int oldest = taken < SAMPLES ? 0 : taken % SAMPLES;
        long span = nanoTime - times[oldest];
        return span <= 0 ? 0 : Math.max(0, (count - counts[oldest]) * (double) TimeUnit.SECONDS.toNanos(1) / span);
    }
}
