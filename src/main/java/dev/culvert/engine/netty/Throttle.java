package dev.culvert.engine.netty;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Holds a flow of bytes to a rate: whoever has read some is told how long to rest. Connections on several event loops
 * may share one.
 */
final class Throttle {

    /** Rest that was too long is made up for, as far back as this. */
    private static final long CREDIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** Reads a second at full rate: small enough for an even flow. */
    private static final int READS = 20;

    private static final int LEAST_READ = 512;
    private static final int MOST_READ = 64 * 1024;

    private final long rate;
    private final AtomicLong free;

    /** For so many bytes a second, at least 1. */
    Throttle(long bytesPerSecond, long nowNanos) {
        rate = bytesPerSecond;
        free = new AtomicLong(nowNanos);
    }

    /** For how many nanoseconds to rest after these bytes; 0 or less for not at all. */
    long rest(int bytes, long nowNanos) {
        long cost = (long) (bytes * (double) TimeUnit.SECONDS.toNanos(1) / rate);
        long next = free.updateAndGet(
                before -> (before - nowNanos < -CREDIT_NANOS ? nowNanos - CREDIT_NANOS : before) + cost);
        return next - nowNanos;
    }

    /** The same for all of several. */
    static long rest(List<Throttle> throttles, int bytes, long nowNanos) {
        long longest = 0;
        for (Throttle throttle : throttles) {
            longest = Math.max(longest, throttle.rest(bytes, nowNanos));
        }
        return longest;
    }

    /** How many bytes are best read at once. */
    int readSize() {
        return Math.clamp(rate / READS, LEAST_READ, MOST_READ);
    }
}
