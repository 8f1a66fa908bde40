package dev.culvert.cli.bench.load;

/** The time that counts: begins after the warm-up, and has the forwarder's use of the CPU at both ends. */
final class Meter {

    private final Order order;
    private final long warmUntil;
    private Usage before = Usage.NONE;
    private long began;
    private long until;
    private double cpuSecs;
    private double secs;

    Meter(Order order) {
        this.order = order;
        warmUntil = System.nanoTime() + nanos(order.warmSecs());
    }

    private static long nanos(double secs) {
        return (long) (secs * 1e9);
    }

    boolean isWarm() {
        return System.nanoTime() >= warmUntil;
    }

    void begin() {
        before = Usage.of(order.pid());
        began = System.nanoTime();
        until = began + nanos(order.secs());
    }

    boolean hasBegun() {
        return began != 0;
    }

    boolean isOver() {
        return hasBegun() && System.nanoTime() >= until;
    }

    void end() {
        secs = (System.nanoTime() - began) / 1e9;
        cpuSecs = Usage.of(order.pid()).cpuSecsSince(before);
    }

    /** Seconds that were measured. */
    double secs() {
        return secs;
    }

    /** What the forwarder used in that time. */
    double cpuSecs() {
        return cpuSecs;
    }

    /** Whether there is a forwarder whose use is known. */
    boolean hasCpu() {
        return order.pid() != 0;
    }
}
