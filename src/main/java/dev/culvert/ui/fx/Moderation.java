package dev.culvert.ui.fx;

/**
 * Whether a beat may be left out because the last one cost much: the connections that the screens show have the better
 * claim to the processors. For one thread.
 */
final class Moderation {

    /** The screens take one part in so many of a processor, if that lets them beat once in {@link #STRIDE}. */
    static final int SHARE = 50;

    /** One of so many beats is kept whatever it costs. */
    static final int STRIDE = 4;

    private long spentBefore;
    private int beats;

    /**
     * To be asked at every beat.
     *
     * @param period between two beats, in nanoseconds
     * @param spent what the screens have taken of the processors since their start, in nanoseconds
     */
    boolean leavesOut(long period, long spent) {
        beats++;
        if (beats < STRIDE && (spent - spentBefore) * SHARE > beats * period) {
            return true;
        }
        beats = 0;
        spentBefore = spent;
        return false;
    }
}
