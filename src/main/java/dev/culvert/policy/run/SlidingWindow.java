package dev.culvert.policy.run;

/**
 * Counts what came in the last stretch of time, in two numbers: those of this window, and those of the one before in
 * proportion to how much of it is still in sight. Any thread may call it.
 */
final class SlidingWindow {

    private final long length;
    private long start = Long.MIN_VALUE;
    private long before;
    private long current;

    /** For a length in the unit of {@link #admit}'s moments. */
    SlidingWindow(long length) {
        this.length = length;
    }

    synchronized boolean admit(long capacity, long now) {
        long window = Math.floorDiv(now, length) * length;
        if (start == Long.MIN_VALUE || window > start) {
            before = start != Long.MIN_VALUE && window - start == length ? current : 0;
            current = 0;
            start = window;
        }
        double inSight = Math.clamp(1.0 - (double) (now - start) / length, 0.0, 1.0);
        if (before * inSight + current + 1 > capacity) {
            return false;
        }
        current++;
        return true;
    }

    /** How long until one more is not too many, if nothing else comes. */
    synchronized long until(long capacity, long now) {
        long passed = Math.max(0, now - start);
        if (current + 1 <= capacity) {
            // those of the window before have to leave
            double inSight = before == 0 ? 1 : (double) (capacity - current - 1) / before;
            return Math.max(0, (long) Math.ceil(length * (1 - inSight)) - passed);
        }
        // those of this window have to, in the next one
        double inSight = (double) (capacity - 1) / current;
        return Math.max(0, length - passed) + (long) Math.ceil(length * (1 - Math.min(1, inSight)));
    }

    synchronized long start() {
        return start;
    }

    synchronized boolean hasRunOut(long now) {
        return now - start >= 2 * length;
    }
}
