package dev.culvert.app;

import dev.culvert.ui.controls.Theme;
import java.util.concurrent.CompletableFuture;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;

/**
 * What JavaFX launches. By this class's name it calls the windows of the program, and a desktop finds the menu entry of a
 * window by it: {@code StartupWMClass} in packaging/linux names this class.
 */
public final class Culvert extends Application {

    // JavaFX launches one program in a process, and makes the object by itself: there is nothing else to tell it by
    private static final CompletableFuture<Void> begun = new CompletableFuture<>();

    /** For JavaFX. */
    public Culvert() {}

    /** Launches, and returns when the toolkit has ended. */
    static void launch() {
        try {
            Application.launch(Culvert.class);
        } catch (RuntimeException | LinkageError e) {
            begun.completeExceptionally(e);
        }
    }

    /** Completed once windows can be opened, and have their name. */
    static CompletableFuture<Void> begun() {
        return begun.copy();
    }

    /** Opens none: the program makes its windows when they are wanted, and by itself. */
    @Override
    public void start(Stage unused) {
        Platform.setImplicitExit(false);
        Thread.currentThread().setUncaughtExceptionHandler(Threads::report);
        Theme.prepare();
        begun.complete(null);
    }
}
