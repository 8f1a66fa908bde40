package dev.culvert.app;

import dev.culvert.ui.controls.Theme;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;

/** JavaFX's toolkit, which a process can start once. It takes a while, in which a gateway can be built beside it. */
final class Toolkit {

    private final AtomicBoolean isWanted = new AtomicBoolean();
    private final CompletableFuture<Void> started = new CompletableFuture<>();

    /** Starts it in the background, if nobody has; a failure shows in {@link #run}. */
    void start() {
        if (isWanted.compareAndSet(false, true)) {
            Threads.named("toolkit").newThread(this::startup).start();
        }
    }

    private void startup() {
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
    void run(Runnable task) {
        start();
        started.join();
        Platform.runLater(task);
    }

    /** Ends it; does nothing if it was never started. */
    void exit() {
        if (isWanted.get()) {
            Platform.exit();
        }
    }
}
