package dev.culvert.ui.controls.connection;

import dev.culvert.gateway.History;
import dev.culvert.model.CloseReason;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.filter.Clause;
import dev.culvert.model.filter.Condition;
import dev.culvert.model.filter.ConnectionFilter;
import dev.culvert.store.ClosedQuery;
import dev.culvert.store.Order;
import dev.culvert.ui.common.Messages;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * The connections that have ended, as the history has them: a page at a time, filtered and sorted by the history, all of it.
 * Times in which it is shown come by {@link #beat()}. On one thread.
 */
public final class ClosedViewModel {

    /** How many are read at once. */
    public static final int PAGE = 1_000;

    /** As the history has them. */
    public static final Comparator<ClosedRow> NEWEST_FIRST =
            Comparator.comparing(ClosedRow::id).reversed();

    /** So many are shown at the most in an order that is not theirs. */
    private static final int MOST_SORTED = 20_000;

    private static final long REREAD_MS = 1_000;
    /** What goes along with the clock, as "since:15m" does, is read again so often. */
    private static final long CLOCK_MS = 5_000;
    /** At the most this part of the time is spent on reading again. */
    private static final long REREAD_PART = 10;

    private record Wanted(ConnectionFilter filter, Order order) {}

    private record Answer(List<ClosedConnection> found, long count, long version, long tookMs) {}

    private final History history;
    private final boolean refused;
    private final Executor background;
    private final Executor ui;
    private final Clock clock;
    private final Consumer<String> problems;
    private final Messages texts = Messages.of(ClosedViewModel.class);

    private final FilterInput input;
    private final ObjectProperty<ConnectionFilter> within =
            new SimpleObjectProperty<>(this, "within", ConnectionFilter.ALL);
    private final ReadOnlyLongWrapper count = new ReadOnlyLongWrapper(this, "count");
    private final ReadOnlyBooleanWrapper olderLeft = new ReadOnlyBooleanWrapper(this, "olderLeft");
    private final ReadOnlyBooleanWrapper read = new ReadOnlyBooleanWrapper(this, "read");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
    private final ReadOnlyObjectWrapper<Shown<ClosedRow>> shown =
            new ReadOnlyObjectWrapper<>(this, "shown", new Shown<>(List.of(), Totals.NONE));
    private Comparator<ClosedRow> comparator = NEWEST_FIRST;
    private Order order = Order.NEWEST_FIRST;
    private List<ClosedConnection> found = List.of();
    private @Nullable Wanted readWanted;
    private long readVersion = -1;
    private long counted;
    private long countedVersion = -1;
    private long nextReadAt;
    private long readAt;

    /**
     * Reads nothing until the first beat.
     *
     * @param refused whether those only that were refused
     * @param input the filter
     * @param background waits for the disk
     * @param ui takes the answers
     * @param problems hears of a history that cannot be read
     */
    public ClosedViewModel(
            History history,
            boolean refused,
            FilterInput input,
            Executor background,
            Executor ui,
            Clock clock,
            Consumer<String> problems) {
        this.history = history;
        this.refused = refused;
        this.input = input;
        this.background = background;
        this.ui = ui;
        this.clock = clock;
        this.problems = problems;
    }

    /** Reads the history again if it or what is wanted of it has changed. Does not wait. */
    public void beat() {
        if (busy.get()) {
            return;
        }
        Wanted wanted = wanted();
        boolean isOther = !wanted.equals(readWanted);
        boolean isStale = history.version() != readVersion
                || (followsClock(wanted.filter()) && clock.millis() - readAt >= CLOCK_MS);
        if (isOther || (isStale && clock.millis() >= nextReadAt)) {
            int limit = isOther ? PAGE : Math.max(PAGE, found.size());
            read(query(wanted, null, limit), answer -> {
                readWanted = wanted;
                readVersion = answer.version();
                readAt = clock.millis();
                nextReadAt = readAt + Math.max(REREAD_MS, answer.tookMs() * REREAD_PART);
                counted(answer);
                show(answer.found(), answer.found().size() >= limit);
            });
        }
    }

    private Wanted wanted() {
        ConnectionFilter filter = input.filterProperty().get();
        for (Clause clause : within.get().clauses()) {
            filter = filter.and(clause);
        }
        return new Wanted(
                new ConnectionFilter(
                        (refused ? filter.and(new Condition.State(Condition.State.REFUSED)) : filter).clauses(),
                        List.of()),
                order);
    }

    private boolean followsClock(ConnectionFilter filter) {
        return !filter.at(clock.instant()).equals(filter);
    }

    private ClosedQuery query(Wanted wanted, @Nullable ConnectionId before, int limit) {
        return new ClosedQuery(wanted.filter().at(clock.instant()), before, wanted.order(), limit);
    }

    /** What is shown as the history would be asked for it: the filter with everything else that limits it. */
    public ConnectionFilter wantedFilter() {
        return wanted().filter();
    }

    /** In which order. */
    public Order wantedOrder() {
        return order;
    }

    /** Brings the count up to date, and nothing else. Does not wait. */
    public void beatCount() {
        boolean stale = refused && history.version() != countedVersion && clock.millis() >= nextReadAt;
        if ((countedVersion < 0 || stale) && !busy.get()) {
            read(new ClosedQuery(ConnectionFilter.ALL, null, 0), answer -> {
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
        Wanted wanted = readWanted;
        if (busy.get() || !olderLeft.get() || found.isEmpty() || wanted == null) {
            return;
        }
        if (wanted.order().equals(Order.NEWEST_FIRST)) {
            read(query(wanted, found.getLast().id(), PAGE), answer -> {
                List<ClosedConnection> all = new ArrayList<>(found);
                all.addAll(answer.found());
                show(all, answer.found().size() >= PAGE);
            });
        } else {
            int limit = Math.min(MOST_SORTED, found.size() + PAGE);
            read(
                    query(wanted, null, limit),
                    answer -> show(answer.found(), answer.found().size() >= limit && limit < MOST_SORTED));
        }
    }

    private void read(ClosedQuery query, Consumer<Answer> then) {
        busy.set(true);
        var unused = CompletableFuture.supplyAsync(() -> answer(query), background)
                .whenCompleteAsync(
                        (answer, problem) -> {
                            busy.set(false);
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
        readWanted = wanted();
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

    /** Sorts by that from now on; the newest first where it sees no difference. What is shown follows with the next beat. */
    public void sort(@Nullable Sorting<ClosedRow> sorting) {
        comparator = sorting == null ? NEWEST_FIRST : sorting.order().thenComparing(NEWEST_FIRST);
        order = sorting == null ? Order.NEWEST_FIRST : order(sorting);
        arrange();
    }

    private static Order order(Sorting<ClosedRow> sorting) {
        return Arrays.stream(Order.By.values())
                .filter(by -> by.word().equals(sorting.column()))
                .findFirst()
                .map(by -> new Order(by, sorting.isDescending()))
                // ids are in the order of the starts
                .orElse(new Order(Order.By.STARTED, sorting.isDescending()));
    }

    private void arrange() {
        List<ClosedRow> rows =
                found.stream().map(ClosedRow::of).sorted(comparator).toList();
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

    /** The filter. */
    public FilterInput input() {
        return input;
    }

    /** What they must meet beside the filter. */
    public ObjectProperty<ConnectionFilter> withinProperty() {
        return within;
    }

    /** Whether the history is being read. */
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
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
