package dev.culvert.ui.controls.connection;

import dev.culvert.gateway.History;
import dev.culvert.model.CloseReason;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.ConnectionId;
import dev.culvert.store.ClosedQuery;
import dev.culvert.ui.common.Messages;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * The connections that have ended, as the history has them: the newest first, a page at a time. The filter is the
 * history's; sorting is of what has been read.
 */
public final class ClosedViewModel {

    /** How many are read at once. */
    public static final int PAGE = 1_000;

    public static final Comparator<ClosedRow> NEWEST_FIRST =
            Comparator.comparing(ClosedRow::id).reversed();

    private static final long REREAD_MS = 1_000;
    /** At the most this part of the time is spent on reading again. */
    private static final long REREAD_PART = 10;

    private record Answer(List<ClosedConnection> found, long count, long version, long tookMs) {}

    private final History history;
    private final boolean refused;
    private final Executor background;
    private final Executor ui;
    private final Clock clock;
    private final Consumer<String> problems;
    private final Messages texts = Messages.of(ClosedViewModel.class);

    private final StringProperty filter = new SimpleStringProperty(this, "filter", "");
    private final ReadOnlyLongWrapper count = new ReadOnlyLongWrapper(this, "count");
    private final ReadOnlyBooleanWrapper olderLeft = new ReadOnlyBooleanWrapper(this, "olderLeft");
    private final ReadOnlyBooleanWrapper read = new ReadOnlyBooleanWrapper(this, "read");
    private final ReadOnlyObjectWrapper<Shown<ClosedRow>> shown =
            new ReadOnlyObjectWrapper<>(this, "shown", new Shown<>(List.of(), Totals.NONE));
    private Comparator<ClosedRow> order = NEWEST_FIRST;
    private List<ClosedConnection> found = List.of();
    private @Nullable String readFilter;
    private long readVersion = -1;
    private long counted;
    private long countedVersion = -1;
    private long nextReadAt;
    private boolean reading;

    /**
     * Reads nothing until the first beat.
     *
     * @param refused whether those only that were refused
     * @param background waits for the disk
     * @param ui takes the answers
     * @param problems hears of a history that cannot be read
     */
    public ClosedViewModel(
            History history,
            boolean refused,
            Executor background,
            Executor ui,
            Clock clock,
            Consumer<String> problems) {
        this.history = history;
        this.refused = refused;
        this.background = background;
        this.ui = ui;
        this.clock = clock;
        this.problems = problems;
    }

    /** Reads the history again if it or the filter has changed. Does not wait. */
    public void beat() {
        if (reading) {
            return;
        }
        boolean refiltered = !filter.get().equals(readFilter);
        boolean grown = history.version() != readVersion && clock.millis() >= nextReadAt;
        if (refiltered || grown) {
            int limit = refiltered ? PAGE : Math.max(PAGE, found.size());
            String text = filter.get();
            read(new ClosedQuery(null, text, null, refused, limit), answer -> {
                readFilter = text;
                readVersion = answer.version();
                nextReadAt = clock.millis() + Math.max(REREAD_MS, answer.tookMs() * REREAD_PART);
                counted(answer);
                show(answer.found(), answer.found().size() >= limit);
            });
        }
    }

    /** Brings the count up to date, and nothing else. Does not wait. */
    public void beatCount() {
        boolean stale = refused && history.version() != countedVersion && clock.millis() >= nextReadAt;
        if ((countedVersion < 0 || stale) && !reading) {
            read(new ClosedQuery(null, "", null, refused, 0), answer -> {
                nextReadAt = clock.millis() + Math.max(REREAD_MS, answer.tookMs() * REREAD_PART);
                counted(answer);
            });
        } else if (countedVersion >= 0 && !refused) {
            // the version grows by one with every connection that is added
            count.set(counted + history.version() - countedVersion);
        }
    }

    private void counted(Answer answer) {
        counted = answer.count();
        countedVersion = answer.version();
        count.set(counted);
    }

    /** Reads the page that comes after what is shown, if there is one. Does not wait. */
    public void loadOlder() {
        if (reading || !olderLeft.get() || found.isEmpty() || readFilter == null) {
            return;
        }
        ConnectionId before = found.getLast().id();
        read(new ClosedQuery(null, readFilter, before, refused, PAGE), answer -> {
            List<ClosedConnection> all = new ArrayList<>(found);
            all.addAll(answer.found());
            show(all, answer.found().size() >= PAGE);
        });
    }

    private void read(ClosedQuery query, Consumer<Answer> then) {
        reading = true;
        var unused = CompletableFuture.supplyAsync(() -> answer(query), background)
                .whenCompleteAsync(
                        (answer, problem) -> {
                            reading = false;
                            if (problem == null) {
                                then.accept(answer);
                            } else {
                                failed(problem);
                            }
                        },
                        ui);
    }

    private Answer answer(ClosedQuery query) {
        long version = history.version();
        long started = clock.millis();
        List<ClosedConnection> connections = history.find(query);
        long count = refused ? history.countRefused() : history.count();
        return new Answer(connections, count, version, clock.millis() - started);
    }

    private void failed(Throwable problem) {
        Throwable cause = problem.getCause() == null ? problem : problem.getCause();
        readFilter = filter.get();
        readVersion = history.version();
        countedVersion = readVersion;
        problems.accept(texts.get("closed.unreadable", String.valueOf(cause.getMessage())));
    }

    private void show(List<ClosedConnection> connections, boolean more) {
        found = connections;
        olderLeft.set(more);
        arrange();
        read.set(true);
    }

    /** Sorts by that from now on; the newest first where it sees no difference. */
    public void sort(@Nullable Comparator<ClosedRow> by) {
        order = by == null ? NEWEST_FIRST : by.thenComparing(NEWEST_FIRST);
        arrange();
    }

    private void arrange() {
        List<ClosedRow> rows = found.stream().map(ClosedRow::of).sorted(order).toList();
        shown.set(new Shown<>(rows, Totals.ofClosed(rows)));
    }

    /** Whether it shows those only that were refused. */
    public boolean isRefused() {
        return refused;
    }

    /** The words for a close reason. */
    public String reasonText(CloseReason reason) {
        return texts.get("reason." + reason.wireName());
    }

    /** The text that connections must contain. */
    public StringProperty filterProperty() {
        return filter;
    }

    /** How many connections the history has, shown or not. */
    public ReadOnlyLongProperty countProperty() {
        return count.getReadOnlyProperty();
    }

    /** Whether there are older ones than those that are shown. */
    public ReadOnlyBooleanProperty olderLeftProperty() {
        return olderLeft.getReadOnlyProperty();
    }

    /** Whether the history has been read at all. */
    public ReadOnlyBooleanProperty readProperty() {
        return read.getReadOnlyProperty();
    }

    /** What is shown; another object whenever it was read or sorted. */
    public ReadOnlyObjectProperty<Shown<ClosedRow>> shownProperty() {
        return shown.getReadOnlyProperty();
    }
}
