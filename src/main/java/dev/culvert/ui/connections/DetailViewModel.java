package dev.culvert.ui.connections;

import dev.culvert.gateway.History;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.ConnectionId;
import dev.culvert.ui.controls.connection.ClosedRow;
import dev.culvert.ui.controls.connection.Facts;
import dev.culvert.ui.controls.connection.RequestListViewModel;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** One connection in all its facts, followed from its life into the history. */
final class DetailViewModel {

    private static final long SECOND_MS = 1_000;

    private final OpenViewModel connections;
    private final History history;
    private final Executor background;
    private final Executor ui;
    private final FactWriter writer;
    private final RequestListViewModel requests;
    private final ReadOnlyObjectWrapper<@Nullable Facts> facts = new ReadOnlyObjectWrapper<>(this, "facts");

    private @Nullable LiveRow written;
    private long writtenAt;
    private boolean asking;

    /**
     * Shows nothing yet.
     *
     * @param requests follows what is shown here
     * @param background waits for the disk
     * @param ui takes what was read
     */
    DetailViewModel(
            OpenViewModel connections,
            History history,
            RequestListViewModel requests,
            Executor background,
            Executor ui,
            Clock clock) {
        this.connections = connections;
        this.history = history;
        this.background = background;
        this.ui = ui;
        this.writer = new FactWriter(clock.getZone());
        this.requests = requests;
        facts.subscribe(requests::show);
    }

    /** Shows an open connection, and goes on with what the history has of it when it ends. */
    void show(LiveRow row) {
        write(row);
    }

    /** Shows a connection that has ended. */
    void show(ClosedRow row) {
        facts.set(writer.closed(row.connection()));
    }

    /** Shows nothing. */
    void clear() {
        facts.set(null);
    }

    /** Brings the facts of an open connection up to date. */
    @SuppressWarnings("ReferenceEquality")
    void beat() {
        requests.beat();
        Facts shown = facts.get();
        if (shown == null || !shown.open()) {
            return;
        }
        LiveRow row = connections.find(shown.id());
        if (row == null) {
            lookUp(shown.id());
        } else if (row != written || connections.timeProperty().get() / SECOND_MS != writtenAt / SECOND_MS) {
            write(row);
        }
    }

    private void write(LiveRow row) {
        written = row;
        writtenAt = connections.timeProperty().get();
        facts.set(writer.open(row, writtenAt));
    }

    private void lookUp(ConnectionId id) {
        if (asking) {
            return;
        }
        asking = true;
        var unused = CompletableFuture.supplyAsync(() -> history.get(id), background)
                .whenCompleteAsync((found, problem) -> ended(id, problem == null ? found : Optional.empty()), ui);
    }

    private void ended(ConnectionId id, Optional<ClosedConnection> found) {
        asking = false;
        Facts shown = facts.get();
        if (shown != null && shown.id().equals(id)) {
            found.ifPresent(connection -> facts.set(writer.closed(connection)));
        }
    }

    /** The HTTP requests of what is shown. */
    RequestListViewModel requests() {
        return requests;
    }

    /** What is shown; null for nothing. */
    ReadOnlyObjectProperty<@Nullable Facts> factsProperty() {
        return facts.getReadOnlyProperty();
    }
}
