package dev.culvert.ui.policy;

import dev.culvert.ui.common.Messages;
import dev.culvert.ui.common.Notices;
import dev.culvert.ui.fx.FxThread;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** Reads drafts from files and writes them to files, off the JavaFX thread. */
final class PolicyFiles {

    private static final long MOST_BYTES = 256 * 1024;

    private final PolicyText text;
    private final Executor background;
    private final Notices notices;
    private final Messages texts = Messages.of(PolicyFiles.class);

    PolicyFiles(PolicyText text, Executor background, Notices notices) {
        this.text = text;
        this.background = background;
        this.notices = notices;
    }

    /** Lets the user choose a file to load. */
    void askLoad(Window over) {
        File file = chooser(texts.get("file.load")).showOpenDialog(over);
        if (file != null) {
            load(file.toPath());
        }
    }

    /** Lets the user choose a file to save to. */
    void askSave(Window over) {
        File file = chooser(texts.get("file.save")).showSaveDialog(over);
        if (file != null) {
            save(file.toPath());
        }
    }

    private FileChooser chooser(String title) {
        var chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialFileName("policy.yml");
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter(texts.get("file.policies"), "*.yml", "*.yaml", "*.json"),
                        new FileChooser.ExtensionFilter(texts.get("file.all"), "*.*"));
        return chooser;
    }

    /** Makes the draft what stands in a file; can be undone. */
    void load(Path file) {
        FxThread.INSTANCE.deliver(CompletableFuture.supplyAsync(() -> read(file), background), (read, problem) -> {
            if (read != null) {
                text.become(read);
            } else if (problem != null) {
                notices.problem(texts.get("file.load.failed", file, reason(problem)));
            }
        });
    }

    private String read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new IOException(texts.get("file.large"));
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the draft to a file. */
    void save(Path file) {
        byte[] bytes = text.text().getBytes(StandardCharsets.UTF_8);
        FxThread.INSTANCE.deliver(
                CompletableFuture.supplyAsync(() -> write(file, bytes), background), (written, problem) -> {
                    if (problem == null) {
                        notices.done(texts.get("file.saved", file));
                    } else {
                        notices.problem(texts.get("file.save.failed", file, reason(problem)));
                    }
                });
    }

    private static Path write(Path file, byte[] bytes) {
        try {
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String reason(Throwable problem) {
        Throwable last = problem;
        for (Throwable next = last.getCause(); next != null; next = last.getCause()) {
            last = next;
        }
        return last.toString();
    }
}
