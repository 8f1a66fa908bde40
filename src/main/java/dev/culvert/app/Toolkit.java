package dev.culvert.app;

import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;

/** JavaFX's toolkit, which a process can start once. It takes a while, in which a gateway can be built beside it. */
final class Toolkit {

    private final AtomicBoolean isWanted = new AtomicBoolean();

    /** Starts it in the background, if nobody has; a failure shows in {@link #run}. */
    void start() {
        if (isWanted.compareAndSet(false, true)) {
            Pipeline.choose();
            Threads.named("toolkit").newThread(Culvert::launch).start();
        }
    }

    /**
     * Runs something on the JavaFX thread, and starts the toolkit before, where that was not done.
     *
     * @throws java.util.concurrent.CompletionException if it could not be started, with the reason
     */
    void run(Runnable task) {
        start();
        Culvert.begun().join();
        Platform.runLater(task);
    }

    /** Ends it; does nothing if it was never started. */
    void exit() {
        if (isWanted.get()) {
            Platform.exit();
        }
    }
}
