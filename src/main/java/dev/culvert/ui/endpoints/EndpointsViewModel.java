package dev.culvert.ui.endpoints;

import dev.culvert.gateway.Gateway;
import dev.culvert.model.Ending;
import dev.culvert.model.Endpoint;
import dev.culvert.model.EndpointDraft;
import dev.culvert.model.EndpointField;
import dev.culvert.model.EndpointId;
import dev.culvert.model.EndpointStatus;
import dev.culvert.model.UpstreamHealth;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.common.Notices;
import dev.culvert.ui.common.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import javafx.beans.Observable;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

/** The endpoints as the table shows them, and what can be done with them. For the JavaFX thread. */
final class EndpointsViewModel {

    private final Gateway gateway;
    private final Notices notices;
    private final Executor fx;
    private final LongSupplier nanoTime;
    private final Messages texts = Messages.of(EndpointsViewModel.class);
    private final ObservableList<EndpointRow> rows =
            FXCollections.observableArrayList(row -> new Observable[] {row.text()});
    private final FilteredList<EndpointRow> shown = new FilteredList<>(rows);
    private final StringProperty search = new SimpleStringProperty("");

    /**
     * A table of the gateway's endpoints, empty until the first {@link #refresh()}.
     *
     * @param fx the JavaFX thread
     * @param nanoTime the time that rates are measured by
     */
    EndpointsViewModel(Gateway gateway, Notices notices, Executor fx, LongSupplier nanoTime) {
        this.gateway = gateway;
        this.notices = notices;
        this.fx = fx;
        this.nanoTime = nanoTime;
        search.subscribe(words -> shown.setPredicate(row -> row.text().get().matches(words)));
    }

    /** Every endpoint, the oldest first. */
    ObservableList<EndpointRow> rows() {
        return rows;
    }

    /** The endpoints that match the search. */
    FilteredList<EndpointRow> shown() {
        return shown;
    }

    StringProperty search() {
        return search;
    }

    Optional<EndpointRow> row(EndpointId id) {
        return rows.stream().filter(row -> row.id().equals(id)).findFirst();
    }

    /** Follows the gateway; to be called at every beat. */
    void refresh() {
        List<EndpointStatus> now = gateway.endpoints();
        if (!now.stream()
                .map(EndpointStatus::id)
                .toList()
                .equals(rows.stream().map(EndpointRow::id).toList())) {
            arrange(now);
        }
        long time = nanoTime.getAsLong();
        for (int i = 0; i < now.size(); i++) {
            EndpointStatus status = now.get(i);
            rows.get(i).follow(status, obstacle(status), gateway.traffic(status.id()), time);
        }
    }

    /** What an endpoint that is online suffers from, as a sentence; empty if all is well. */
    private String obstacle(EndpointStatus status) {
        Optional<String> hindrance = gateway.hindrance(status.id());
        if (hindrance.isPresent()) {
            return texts.get("hindered", hindrance.get());
        }
        return gateway.health(status.id()) instanceof UpstreamHealth.Down down ? texts.get("down", down.error()) : "";
    }

    private void arrange(List<EndpointStatus> now) {
        Map<EndpointId, EndpointRow> known = new HashMap<>();
        rows.forEach(row -> known.put(row.id(), row));
        List<EndpointRow> wanted = now.stream()
                .map(status -> known.computeIfAbsent(status.id(), id -> new EndpointRow(status, texts)))
                .toList();
        // one by one: to set all at once would clear the table's selection
        rows.removeIf(row -> !wanted.contains(row));
        for (int i = 0; i < wanted.size(); i++) {
            if (i >= rows.size()) {
                rows.add(wanted.get(i));
            } else if (!rows.get(i).equals(wanted.get(i))) {
                rows.remove(wanted.get(i));
                rows.add(i, wanted.get(i));
            }
        }
    }

    /** Whether switching it off would have to do something about open connections. */
    boolean hasConnections(EndpointRow row) {
        return gateway.traffic(row.id()).open() > 0;
    }

    /** Changes the wish. */
    void switchTo(EndpointRow row, boolean on, Ending ending) {
        EndpointDraft change = EndpointDraft.empty().with(EndpointField.ENABLED, Boolean.toString(on));
        settle(gateway.update(row.id(), change, ending));
    }

    /** Deletes endpoints, lets their connections finish, and offers to bring them back. */
    void delete(List<EndpointRow> chosen) {
        List<CompletableFuture<Endpoint>> deletions = chosen.stream()
                .map(row -> gateway.delete(row.id(), Ending.DRAIN))
                .toList();
        var all = CompletableFuture.allOf(deletions.toArray(CompletableFuture[]::new));
        var unused = all.whenCompleteAsync(
                (done, problem) -> {
                    List<Endpoint> gone = deletions.stream()
                            .filter(deletion -> !deletion.isCompletedExceptionally())
                            .map(CompletableFuture::join)
                            .toList();
                    offerBack(gone);
                    if (problem != null) {
                        notices.problem(Problems.sentence(problem));
                    }
                    refresh();
                },
                fx);
    }

    private void offerBack(List<Endpoint> gone) {
        if (gone.size() == 1) {
            notices.undoable(texts.get("deleted.one", gone.getFirst().name()), () -> restore(gone));
        } else if (!gone.isEmpty()) {
            notices.undoable(texts.get("deleted.many", gone.size()), () -> restore(gone));
        }
    }

    private void restore(List<Endpoint> gone) {
        new ArrayList<>(gone).forEach(endpoint -> settle(gateway.restore(endpoint)));
    }

    private void settle(CompletableFuture<EndpointStatus> change) {
        var unused = change.whenCompleteAsync(
                (status, problem) -> {
                    if (problem != null) {
                        notices.problem(Problems.sentence(problem));
                    }
                    refresh();
                },
                fx);
    }
}
