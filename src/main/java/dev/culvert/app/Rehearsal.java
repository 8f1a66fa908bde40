package dev.culvert.app;

import java.util.concurrent.TimeUnit;

/**
 * A run of the program for which packaging/image.sh asks. The JVM watches it and writes the ahead-of-time cache that the
 * packages start from. All that is in a cache is loaded at every start from it, and stays in memory, so that a gateway
 * without a window only starts and does what it does by itself; the desktop walks.
 */
final class Rehearsal {

    /** What runs at intervals has run by then. */
    private static final long IDLE_MILLIS = 6000;

    /** What is rehearsed. */
    interface Play {
        void run() throws Exception;
    }

    private Rehearsal() {}

    /** Rehearses a gateway that nobody asks for anything, if that is wanted. */
    static void beginIdle(Runnable done) {
        begin(() -> TimeUnit.MILLISECONDS.sleep(IDLE_MILLIS), done);
    }

    /**
     * Rehearses if it is wanted, in a thread of its own; what fails ends the process with an error, so that no package is made
     * of it.
     *
     * @param done is run at its end
     */
    static void begin(Play play, Runnable done) {
        if (!Boolean.getBoolean("culvert.rehearsal")) {
            return;
        }
        Threads.named("rehearsal")
                .newThread(() -> {
                    try {
                        play.run();
                        done.run();
                    } catch (Exception e) {
                        Threads.log(Thread.currentThread(), e);
                        Runtime.getRuntime().halt(1);
                    }
                })
                .start();
    }
}
