package dev.culvert.ui.common;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * The rates of the last five minutes in both directions, one value per second. Seconds in which nobody looked get the
 * mean of that time. For one thread.
 */
public final class RateHistory {

    /** How many seconds are kept. */
    public static final int SECONDS = 300;

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final double[] in = new double[SECONDS];
    private final double[] out = new double[SECONDS];
    private boolean begun;
    private long lastTime;
    private long lastIn;
    private long lastOut;

    /**
     * Takes the counters' values.
     *
     * @param nanoTime when they had these values, as {@link System#nanoTime()} tells it
     * @return whether a second has been completed
     */
    public boolean sample(long bytesIn, long bytesOut, long nanoTime) {
        if (!begun) {
            begun = true;
            keep(bytesIn, bytesOut, nanoTime);
            return false;
        }
        long seconds = (nanoTime - lastTime) / SECOND;
        if (seconds < 1) {
            return false;
        }
        double span = (nanoTime - lastTime) / (double) SECOND;
        int steps = (int) Math.min(seconds, SECONDS);
        push(in, Math.max(0, bytesIn - lastIn) / span, steps);
        push(out, Math.max(0, bytesOut - lastOut) / span, steps);
        keep(bytesIn, bytesOut, nanoTime);
        return true;
    }

    private void keep(long bytesIn, long bytesOut, long nanoTime) {
        lastIn = bytesIn;
        lastOut = bytesOut;
        lastTime = nanoTime;
    }

    private static void push(double[] rates, double rate, int steps) {
        System.arraycopy(rates, steps, rates, 0, rates.length - steps);
        Arrays.fill(rates, rates.length - steps, rates.length, rate);
    }

    /** Bytes in per second, the newest second last. */
    public double[] in() {
        return in.clone();
    }

    /** Bytes out per second, the newest second last. */
    public double[] out() {
        return out.clone();
    }
}
