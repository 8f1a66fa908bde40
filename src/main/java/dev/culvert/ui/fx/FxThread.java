package dev.culvert.ui.fx;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/** The JavaFX thread as an executor. */
public final class FxThread implements Executor {

    /** The one JavaFX thread. */
    public static final FxThread INSTANCE = new FxThread();

    private FxThread() {}

    /** Runs the task on the JavaFX thread: now if this is it, else soon. */
    @Override
    public void execute(Runnable task) {
        if (Platform.isFxApplicationThread()) {
            task.run();
        } else {
            Platform.runLater(task);
        }
    }

    /** Runs the task on the JavaFX thread after what is going on there now, layout included where one is due. */
    public void later(Runnable task) {
        Platform.runLater(task);
    }

    /** Gives what a future came to, value or problem, to a receiver on the JavaFX thread. */
    public <T> void deliver(
            CompletableFuture<? extends T> future, BiConsumer<@Nullable T, @Nullable Throwable> receiver) {
        var unused = future.whenComplete((value, problem) -> execute(() -> receiver.accept(value, problem)));
    }
}
