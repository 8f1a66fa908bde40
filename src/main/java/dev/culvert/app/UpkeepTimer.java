package dev.culvert.app;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When the history is looked after: a second after something was written to it, again while there is more to do, and twice a
 * minute for what grows too old. So nobody is woken while nothing happens. Any thread.
 */
final class UpkeepTimer implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration SELDOM = Duration.ofSeconds(30);

    private final BooleanSupplier upkeep;
    private final Duration soon;
    private final Duration seldom;
    private final ScheduledExecutorService timer = Threads.timer("history");
    private @Nullable Future<?> next;
    private boolean isSoon;
    private boolean closed;

    /**
     * Begins.
     *
     * @param upkeep does some of what there is to do, on a thread of its own, and answers whether there is more
     */
    UpkeepTimer(BooleanSupplier upkeep) {
        this(upkeep, SOON, SELDOM);
    }

    UpkeepTimer(BooleanSupplier upkeep, Duration soon, Duration seldom) {
        this.upkeep = upkeep;
        this.soon = soon;
        this.seldom = seldom;
        written();
    }

    /** Something was written to the history. */
    synchronized void written() {
        if (!isSoon) {
            isSoon = true;
            lookIn(soon);
        }
    }

    private synchronized void lookIn(Duration time) {
        if (closed) {
            return;
        }
        if (next != null) {
            next.cancel(false);
        }
        next = timer.schedule(this::look, time.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void look() {
        begin();
        if (upkeep.getAsBoolean()) {
            written();
        } else {
            end();
        }
    }

    private synchronized void begin() {
        isSoon = false;
    }

    private synchronized void end() {
        if (!isSoon) {
            lookIn(seldom);
        }
    }

    /** Ends; waits for what it is doing. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            if (next != null) {
                next.cancel(false); // else the timer would wait for a look that is half a minute off
            }
        }
        Threads.end(timer);
    }
}
