package dev.culvert.engine.netty;

/**
 * How many clients a listener takes in one go. To ask once more and find nobody costs the kernel nearly as much as a
 * client, so it asks for as many as came of late, and seldom for one more. It never takes more than a few, so that a
 * rush does not keep those waiting who are there. For listeners that are told again while clients wait. For one thread.
 */
final class AcceptBatch {

    private static final int MOST = 16;
    private static final int FULL_BEFORE_MORE = 4;
    private static final int FULL_BEFORE_BEHIND = 64;

    private int size = 1;
    private int full;
    private int greatest;

    /** How many to take now, at most. */
    int size() {
        return size;
    }

    /** As many were there. */
    void wasFull() {
        greatest = size < MOST ? 0 : greatest + 1;
        if (++full == FULL_BEFORE_MORE) {
            full = 0;
            size = Math.min(size + 1, MOST);
        }
    }

    /** Only so many were there. */
    void wasShort(int taken) {
        full = 0;
        greatest = 0;
        size = Math.max(taken, 1);
    }

    /** Whether it took as many as it ever does, again and again, and there were always more. */
    boolean isBehind() {
        return greatest >= FULL_BEFORE_BEHIND;
    }
}
