package dev.culvert.ui.history;

import dev.culvert.gateway.History;
import dev.culvert.gateway.export.ConnectionExport;
import dev.culvert.gateway.export.ExportFormat;
import dev.culvert.model.filter.ConnectionFilter;
import dev.culvert.store.Order;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.common.Notices;
import dev.culvert.ui.common.Problems;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/** Writes what is shown to a file, in the background and one at a time. The file is there only when all of it is. */
final class ExportViewModel {

    private final ConnectionExport export;
    private final Notices notices;
    private final Executor background;
    private final Executor ui;
    private final Messages texts = Messages.of(ExportViewModel.class);
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
    private final AtomicBoolean cancelled = new AtomicBoolean();

    ExportViewModel(History history, Notices notices, Executor background, Executor ui) {
        this.export = new ConnectionExport(history);
        this.notices = notices;
        this.background = background;
        this.ui = ui;
    }

    /** Begins; what came of it is said in a notice. */
    void start(ConnectionFilter filter, Order order, ExportFormat format, Path file) {
        if (running.get()) {
            return;
        }
        running.set(true);
        cancelled.set(false);
        var unused = CompletableFuture.supplyAsync(() -> write(filter, order, format, file), background)
                .whenCompleteAsync(
                        (written, problem) -> {
                            running.set(false);
                            if (problem != null) {
                                notices.problem(texts.get("export.failed", file, Problems.sentence(problem)));
                            } else if (cancelled.get()) {
                                notices.done(texts.get("export.stopped"));
                            } else {
                                notices.done(texts.get("export.done", written, file));
                            }
                        },
                        ui);
    }

    private long write(ConnectionFilter filter, Order order, ExportFormat format, Path file) {
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        try {
            long written;
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft))) {
                written = export.write(filter, order, format, out, cancelled::get);
            }
            if (!cancelled.get()) {
                Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
            }
            return written;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            try {
                boolean unused = Files.deleteIfExists(draft);
            } catch (IOException e) {
                // what is left of a failed export is told by its name
            }
        }
    }

    /** Gives it up. */
    void stop() {
        cancelled.set(true);
    }

    /** Whether something is being written. */
    ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }
}
