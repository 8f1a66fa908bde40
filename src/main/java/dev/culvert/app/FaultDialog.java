package dev.culvert.app;

import dev.culvert.ui.common.Messages;
import dev.culvert.ui.controls.AppIcon;
import dev.culvert.ui.controls.AskDialog;
import dev.culvert.ui.controls.Clip;
import dev.culvert.ui.controls.Theme;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.FileChooser;
import javafx.stage.Stage;

/**
 * Tells the user of a fault that nobody expected, in a window of its own since the main one may be what broke, and logs it.
 * Once for each code, so that a fault that comes back with every frame does not bury the screen.
 */
final class FaultDialog implements Thread.UncaughtExceptionHandler {

    private static final double WIDTH = 460;

    private final Consumer<Path> writeDiagnostics;
    private final Executor background;
    private final Messages texts = Messages.of(FaultDialog.class);
    private final Set<String> told = new HashSet<>();

    /**
     * Shows nothing yet.
     *
     * @param writeDiagnostics writes a diagnostic bundle; run in the background
     */
    FaultDialog(Consumer<Path> writeDiagnostics, Executor background) {
        this.writeDiagnostics = writeDiagnostics;
        this.background = background;
    }

    /** Logs it, and tells it on the JavaFX thread. */
    @Override
    public void uncaughtException(Thread thread, Throwable fault) {
        Threads.log(thread, fault);
        Platform.runLater(() -> {
            if (told.add(FaultCode.of(fault))) {
                show(thread, fault);
            }
        });
    }

    private void show(Thread thread, Throwable fault) {
        String code = FaultCode.of(fault);
        var stage = new Stage();
        var dialog = new AskDialog(texts.get("fault.title"), texts.get("fault.sentence"));
        var shown = new Label(code);
        shown.setId("fault-code");
        shown.getStyleClass().add("mono");
        dialog.getChildren().add(2, shown);
        dialog.answer(texts.get("fault.copy"), () -> Clip.put(details(code, thread, fault)))
                .setId("fault-copy");
        dialog.answer(texts.get("fault.save"), () -> save(stage, shown)).setId("fault-save");
        var close = dialog.answer(texts.get("fault.close"), stage::hide);
        close.setId("fault-close");
        close.setCancelButton(true);
        open(stage, dialog);
    }

    /** A window around a dialog, as all of them look. */
    static void open(Stage stage, AskDialog dialog) {
        dialog.setPrefWidth(WIDTH);
        dialog.getStyleClass().add("own-window");
        var scene = new Scene(dialog);
        Theme.dress(scene);
        AppIcon.putOn(stage);
        stage.setTitle("Culvert");
        stage.setResizable(false);
        stage.setScene(scene);
        stage.show();
    }

    private void save(Stage owner, Label result) {
        var chooser = new FileChooser();
        chooser.setInitialFileName("culvert-diagnostics.zip");
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(texts.get("fault.files"), "*.zip"));
        File chosen = chooser.showSaveDialog(owner);
        if (chosen == null) {
            return;
        }
        background.execute(() -> {
            String said;
            try {
                writeDiagnostics.accept(chosen.toPath());
                said = texts.get("fault.saved", chosen.toString());
            } catch (RuntimeException e) {
                said = String.valueOf(e.getMessage());
            }
            String text = said;
            Platform.runLater(() -> result.setText(text));
        });
    }

    private static String details(String code, Thread thread, Throwable fault) {
        var trace = new StringWriter();
        fault.printStackTrace(new PrintWriter(trace, true));
        return "Culvert %s, build %s, code %s, thread %s%nJava %s, %s %s%n%s"
                .formatted(
                        Version.current(),
                        Version.build().orElse("of the sources"),
                        code,
                        thread.getName(),
                        System.getProperty("java.runtime.version"),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        trace);
    }
}
