package dev.culvert.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Counts durations by size, as a histogram does. One thread adds, at the cost of two plain fields; any thread may read,
 * and sees what was true a moment ago.
 */
public final class DurationTally {

    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] bounds;
    private final long[] counts;
    private final long[] sum = new long[1];

    /**
     * A tally of nothing.
     *
     * @param bounds the upper bounds, in ascending order; what is longer than the last is counted too
     */
    public DurationTally(List<Duration> bounds) {
        this.bounds = bounds.stream().mapToLong(Duration::toNanos).toArray();
        this.counts = new long[this.bounds.length + 1];
    }

    /** Bounds in microseconds. */
    public static List<Duration> micros(long... bounds) {
        return Arrays.stream(bounds).mapToObj(b -> Duration.ofNanos(b * 1_000)).toList();
    }

    /** Bounds in milliseconds. */
    public static List<Duration> millis(long... bounds) {
        return Arrays.stream(bounds).mapToObj(Duration::ofMillis).toList();
    }

    /** Counts one, in nanoseconds. By the one thread that adds. */
    public void add(long nanos) {
        int i = 0;
        while (i < bounds.length && nanos > bounds[i]) {
            i++;
        }
        ELEMENT.setOpaque(counts, i, counts[i] + 1);
        ELEMENT.setOpaque(sum, 0, sum[0] + nanos);
    }

    /** What was counted until now. */
    public Counted read() {
        long[] seen = new long[counts.length];
        for (int i = 0; i < seen.length; i++) {
            seen[i] = (long) ELEMENT.getOpaque(counts, i);
        }
        return new Counted(
                Arrays.stream(bounds).boxed().toList(),
                Arrays.stream(seen).boxed().toList(),
                (long) ELEMENT.getOpaque(sum, 0));
    }

    /**
     * What a tally has counted.
     *
     * @param bounds the upper bounds in nanoseconds
     * @param counts how many were up to each bound and beyond the one before; the last is of those beyond all
     * @param sum all together, in nanoseconds
     */
    public record Counted(List<Long> bounds, List<Long> counts, long sum) {

        /** Copies the lists. */
        public Counted {
            bounds = List.copyOf(bounds);
            counts = List.copyOf(counts);
        }

        /** How many were counted. */
        public long count() {
            return counts.stream().mapToLong(Long::longValue).sum();
        }
    }
}
