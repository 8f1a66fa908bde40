package dev.culvert.engine.netty;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The last descriptors of the process, which clients do not get: the API, the history and the upstreams of those who
 * are in need them, and an API server that cannot accept for want of one ends its listener for good. Any thread.
 */
final class DescriptorReserve {

    private static final int LEAST = 64;
    private static final int MOST = 1024;

    /** What a client needs that is about to be admitted: an upstream, and a pipe or a second try. */
    private static final long MORE = 2;

    /** How many may come before the count is taken again, of those that were free then: each needs several. */
    private static final int SHARE = 8;

    private final LongSupplier limit;
    private final LongSupplier open;
    private final long firstKept;
    private final AtomicLong unlooked = new AtomicLong();

    private DescriptorReserve(LongSupplier limit, LongSupplier open) {
        this.limit = limit;
        this.open = open;
        firstKept = limit.getAsLong() - size(limit.getAsLong());
    }

    /** That of this process; the JVM has raised its limit to what the system allows. */
    static DescriptorReserve ofProcess() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? of(system::getMaxFileDescriptorCount, system::getOpenFileDescriptorCount)
                : of(() -> Long.MAX_VALUE, () -> 0); // Windows has no such limit
    }

    /**
     * One by its figures.
     *
     * @param limit how many descriptors there can be
     * @param open how many there are; may fail with an error where looking needs a descriptor itself
     */
    static DescriptorReserve of(LongSupplier limit, LongSupplier open) {
        return new DescriptorReserve(limit, open);
    }

    /** Whether it begins at or before a descriptor; the system always gives the lowest number that is free. */
    boolean holds(int descriptor) {
        return descriptor >= firstKept;
    }

    /** Whether a descriptor, and those that waiting clients are going to need, come from it. */
    boolean holds(int descriptor, int waiting) {
        return descriptor + MORE * waiting >= firstKept;
    }

    /** Whether nothing but it is left. Looks, which takes milliseconds where there are thousands. */
    boolean isAllThatIsLeft() {
        return free() <= 0;
    }

    /** Whether one more client, beside those that wait, would come from it; to be asked for each, and seldom looks. */
    boolean isReached(int waiting) {
        if (unlooked.decrementAndGet() > 0) {
            return false;
        }
        long free = free() - MORE * waiting;
        unlooked.set(free / SHARE);
        return free <= 0;
    }

    private long free() {
        try {
            long now = limit.getAsLong();
            return now - size(now) - open.getAsLong();
        } catch (InternalError e) { // it could not even look
            return 0;
        }
    }

    private static long size(long limit) {
        return Math.min(limit / 4, Math.clamp(limit / 16, LEAST, MOST));
    }
}
