package dev.culvert.ui.history.destinations;

import dev.culvert.events.delivery.DeliveryFailure;
import dev.culvert.events.delivery.DeliveryState;
import dev.culvert.gateway.EventDesk;
import dev.culvert.gateway.NotFound;
import dev.culvert.model.event.EventDestination;
import dev.culvert.model.event.EventSubscription;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.common.Notices;
import dev.culvert.ui.common.Problems;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The destinations as the pane shows them, and what can be done with them. For the JavaFX thread. */
final class DestinationsViewModel {

    private final EventDesk desk;
    private final DestinationChanges changes;
    private final Notices notices;
    private final Executor background;
    private final Executor ui;
    private final Messages texts = Messages.of(DestinationsViewModel.class);
    private final ObservableList<DestinationRow> rows = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper read = new ReadOnlyBooleanWrapper(this, "read");
    private final ReadOnlyBooleanWrapper testing = new ReadOnlyBooleanWrapper(this, "testing");
    private boolean isReading;
    private boolean isOld;
    private String told = "";

    /**
     * Shows nothing until the first beat.
     *
     * @param background for what waits
     * @param ui takes what came of it
     */
    DestinationsViewModel(EventDesk desk, Notices notices, Executor background, Executor ui) {
        this.desk = desk;
        this.changes = new DestinationChanges(desk);
        this.notices = notices;
        this.background = background;
        this.ui = ui;
    }

    /** Reads how everything is; not while that is being done already. Does not wait. */
    void beat() {
        if (isReading) {
            return;
        }
        isReading = true;
        isOld = false;
        var unused = CompletableFuture.supplyAsync(this::readAll, background).whenCompleteAsync(this::take, ui);
    }

    /** The same after a change: what is being read now may be older. */
    void refresh() {
        isOld = isReading;
        beat();
    }

    private List<DestinationRow> readAll() {
        List<EventSubscription> subscriptions = desk.subscriptions().all();
        return desk.destinations().all().stream()
                .flatMap(d -> row(d, subscriptions).stream())
                .toList();
    }

    private Optional<DestinationRow> row(EventDestination destination, List<EventSubscription> subscriptions) {
        try {
            DeliveryState state = desk.destinations().state(destination.id());
            return Optional.of(DestinationRow.of(destination, state, subscriptions, texts));
        } catch (NotFound e) {
            // deleted since the list was read
            return Optional.empty();
        }
    }

    private void take(List<DestinationRow> now, Throwable problem) {
        isReading = false;
        if (problem != null) {
            String sentence = Problems.sentence(problem);
            if (!sentence.equals(told)) {
                told = sentence;
                notices.problem(sentence);
            }
        } else if (isOld) {
            beat();
        } else {
            told = "";
            read.set(true);
            if (!rows.equals(now)) {
                rows.setAll(now);
            }
        }
    }

    /** Sends an event for a test, and says what came of it. One at a time. */
    void test(DestinationRow row) {
        if (testing.get()) {
            return;
        }
        testing.set(true);
        settle(
                () -> sent(row.id()),
                reason -> {
                    testing.set(false);
                    if (reason.isEmpty()) {
                        notices.done(texts.get("test.arrived", row.place()));
                    } else {
                        notices.problem(texts.get("test.failed", row.place(), reason));
                    }
                },
                () -> testing.set(false));
    }

    private String sent(String id) {
        try {
            var unused = desk.destinations().test(id);
            return "";
        } catch (DeliveryFailure e) {
            return e.getMessage();
        }
    }

    /** Passes over the event that is not taken. */
    void skip(DestinationRow row) {
        settle(
                () -> desk.destinations().skip(row.id()),
                (Optional<String> skipped) -> notices.done(
                        skipped.map(id -> texts.get("skip.done", id)).orElseGet(() -> texts.get("skip.none"))),
                () -> {});
    }

    /** Deletes it, after the user said so. */
    void delete(DestinationRow row) {
        settle(
                () -> {
                    changes.delete(row.id());
                    return row;
                },
                gone -> notices.done(texts.get("delete.done", gone.place())),
                () -> {});
    }

    /** What goes with a destination, in a sentence to ask before it is deleted. */
    String consequences(DestinationRow row) {
        long alone = row.subscriptions().stream()
                .filter(s -> s.destinations().size() == 1)
                .count();
        long shared = row.subscriptions().size() - alone;
        String sentence = texts.get("delete.sentence");
        if (alone > 0) {
            sentence += " " + texts.get("delete.alone", alone);
        }
        if (shared > 0) {
            sentence += " " + texts.get("delete.shared", shared);
        }
        return sentence;
    }

    private <T> void settle(Supplier<T> work, Consumer<T> then, Runnable failed) {
        var unused = CompletableFuture.supplyAsync(work, background)
                .whenCompleteAsync(
                        (value, problem) -> {
                            if (problem == null) {
                                then.accept(value);
                            } else {
                                failed.run();
                                notices.problem(Problems.sentence(problem));
                            }
                            refresh();
                        },
                        ui);
    }

    /** Every destination, the oldest first. */
    ObservableList<DestinationRow> rows() {
        return rows;
    }

    /** Whether the rows are known at all. */
    ReadOnlyBooleanProperty readProperty() {
        return read.getReadOnlyProperty();
    }

    /** Whether an event for a test is under way. */
    ReadOnlyBooleanProperty testingProperty() {
        return testing.getReadOnlyProperty();
    }
}
