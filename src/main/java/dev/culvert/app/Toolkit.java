package dev.culvert.app;

import dev.culvert.ui.controls.Theme;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/** JavaFX's toolkit, which a process can start once. It takes a while, in which a gateway can be built beside it. */
final class Toolkit {

    private static @Nullable CompletableFuture<Void> started;

    private Toolkit() {}

    /** Starts it in the background, if nobody has; a failure shows in {@link #run}. */
    static void start() {
        var unused = starting();
    }

    private static synchronized CompletableFuture<Void> starting() {
        CompletableFuture<Void> begun = started;
        if (begun == null) {
            begun = CompletableFuture.runAsync(
                    () -> {
                        Platform.startup(() -> {
                            Thread.currentThread().setUncaughtExceptionHandler(Threads::report);
                            Theme.prepare();
                        });
                        Platform.setImplicitExit(false);
                    },
                    task -> Threads.named("toolkit").newThread(task).start());
            started = begun;
        }
        return begun;
    }

    /** Runs something on the JavaFX thread, and starts the toolkit before, where that was not done. */
    static void run(Runnable task) {
        starting().join();
        Platform.runLater(task);
    }

    /** Ends it; does nothing if it was never started. */
    static synchronized void exit() {
        if (started != null) {
            Platform.exit();
        }
    }
}
