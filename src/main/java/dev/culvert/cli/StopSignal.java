package dev.culvert.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Hears that the command shall end: by Ctrl+C, by SIGTERM, or by an interrupt of its thread. The process then waits until
 * this is closed, so that the command can clear up behind itself.
 */
final class StopSignal implements AutoCloseable {

    /** A gateway of the command's own drains for less than that. */
    private static final long PATIENCE_SECONDS = 60;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch cleared = new CountDownLatch(1);
    private final ExitHook hook;

    StopSignal(Launcher launcher) {
        hook = launcher.atExit(this::askAndWait);
    }

    /** Waits that long for the signal; answers whether it came. */
    boolean within(Duration time) {
        try {
            return asked.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // taken as the signal, and not passed on: what is cleared up now needs to wait for answers
            return true;
        }
    }

    private void askAndWait() {
        asked.countDown();
        try {
            var unused = cleared.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        cleared.countDown();
        hook.close();
    }
}
