package dev.culvert.app;

import dev.culvert.ui.controls.Theme;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;

/** JavaFX's toolkit, which a process can start once. It takes a while, in which a gateway can be built beside it. */
final class Toolkit {

    private static final AtomicBoolean isWanted = new AtomicBoolean();
    private static final CompletableFuture<Void> started = new CompletableFuture<>();

    private Toolkit() {}

    /** Starts it in the background, if nobody has; a failure shows in {@link #run}. */
    static void start() {
        if (isWanted.compareAndSet(false, true)) {
            Threads.named("toolkit").newThread(Toolkit::startup).start();
        }
    }

    private static void startup() {
        try {
            Platform.startup(() -> {
                Thread.currentThread().setUncaughtExceptionHandler(Threads::report);
                Theme.prepare();
            });
            Platform.setImplicitExit(false);
            started.complete(null);
        } catch (RuntimeException | LinkageError e) {
            started.completeExceptionally(e);
        }
    }

    /** Runs something on the JavaFX thread, and starts the toolkit before, where that was not done. */
    static void run(Runnable task) {
        start();
        started.join();
        Platform.runLater(task);
    }

    /** Ends it; does nothing if it was never started. */
    static void exit() {
        if (isWanted.get()) {
            Platform.exit();
        }
    }
}
