package dev.culvert.cli;

/** How fast a counter grows, from one look at it to the next. */
final class Rate {

    private static final double NANOS = 1e9;

    private long lastCount;
    private long lastNanos;
    private boolean begun;

    /** The growth per second since the last look; 0 at the first. */
    double of(long count, long nanos) {
        double rate = begun && nanos > lastNanos ? (count - lastCount) * NANOS / (nanos - lastNanos) : 0;
        lastCount = count;
        lastNanos = nanos;
        begun = true;
        return rate;
    }
}
