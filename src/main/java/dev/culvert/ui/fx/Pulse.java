package dev.culvert.ui.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/**
 * The one timer of the screens: beats four times a second while anything listens, on the JavaFX thread, and once a
 * second while nothing is going on or while a beat costs much. A beat that comes while the last one still waits is left
 * out. To be used on the JavaFX thread.
 */
public final class Pulse {

    /** Between two beats. */
    public static final long PERIOD_MS = 250;

    private final ScheduledExecutorService timer;
    private final LongSupplier activity;
    private final LongSupplier spent;
    private final List<Runnable> listeners = new ArrayList<>();
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final Restfulness rest = new Restfulness();
    private final Moderation moderation = new Moderation();
    private @Nullable ScheduledFuture<?> beating;

    /**
     * A pulse that stands still until somebody listens.
     *
     * @param activity a number that is another one after anything has happened; asked by the timer's thread
     * @param spent what the screens have taken of the processors, in nanoseconds; asked by the timer's thread
     */
    public Pulse(ScheduledExecutorService timer, LongSupplier activity, LongSupplier spent) {
        this.timer = timer;
        this.activity = activity;
        this.spent = spent;
    }

    /** A pulse that takes everything for activity, and nothing for dear. */
    public Pulse(ScheduledExecutorService timer) {
        this(timer, System::nanoTime, () -> 0);
    }

    /** Calls the listener once now, and at every beat until the subscription is closed. */
    public Subscription listen(Runnable listener) {
        listeners.add(listener);
        if (beating == null) {
            beating = timer.scheduleAtFixedRate(this::beatSoon, PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
        }
        listener.run();
        return () -> end(listener);
    }

    private void end(Runnable listener) {
        listeners.remove(listener);
        if (listeners.isEmpty() && beating != null) {
            beating.cancel(false);
            beating = null;
        }
    }

    private void beatSoon() {
        if (rest.leavesOut(activity.getAsLong())
                || moderation.leavesOut(TimeUnit.MILLISECONDS.toNanos(PERIOD_MS), spent.getAsLong())) {
            return;
        }
        if (waiting.compareAndSet(false, true)) {
            Platform.runLater(this::beat);
        }
    }

    private void beat() {
        waiting.set(false);
        for (Runnable listener : List.copyOf(listeners)) {
            listener.run();
        }
    }
}
