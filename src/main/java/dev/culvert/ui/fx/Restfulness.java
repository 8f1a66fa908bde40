package dev.culvert.ui.fx;

/** Whether a beat may be left out because nothing is going on. For one thread. */
final class Restfulness {

    /** Beats after the last activity, until rates have fallen to nothing. */
    static final int SETTLED_AFTER = 16;

    /** Of so many beats one is kept while nothing is going on. */
    static final int STRIDE = 4;

    private long last;
    private int quiet;

    /**
     * To be asked at every beat.
     *
     * @param activity a number that is another one after anything has happened
     */
    boolean leavesOut(long activity) {
        quiet = activity == last ? quiet + 1 : 0;
        last = activity;
        return quiet > SETTLED_AFTER && quiet % STRIDE != 0;
    }
}
