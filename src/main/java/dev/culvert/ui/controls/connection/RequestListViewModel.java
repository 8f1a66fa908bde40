package dev.culvert.ui.controls.connection;

import dev.culvert.gateway.Gateway;
import dev.culvert.gateway.History;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.EndpointId;
import dev.culvert.model.HttpExchange;
import dev.culvert.ui.common.Messages;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP requests of the connection that is looked at, the newest first, a page at a time; new ones come while it is open.
 * Times in which it is shown come by {@link #beat()}. On one thread.
 */
public final class RequestListViewModel {

    /** How many are read at once. */
    static final int PAGE = 100;

    /** So many stay while new ones come. */
    private static final int MOST_FOLLOWED = 5_000;

    private static final long REREAD_MS = 500;

    private record Answer(List<RequestRow> rows, long count, boolean isHttp, long version) {}

    private final History history;
    private final Predicate<EndpointId> hasHttpPhases;
    private final Executor background;
    private final Executor ui;
    private final Clock clock;
    private final Consumer<String> problems;
    private final Messages texts = Messages.of(RequestListViewModel.class);
    private final ReadOnlyObjectWrapper<List<RequestRow>> rows = new ReadOnlyObjectWrapper<>(this, "rows", List.of());
    private final ReadOnlyLongWrapper count = new ReadOnlyLongWrapper(this, "count");
    private final ReadOnlyBooleanWrapper available = new ReadOnlyBooleanWrapper(this, "available");
    private final ReadOnlyBooleanWrapper olderLeft = new ReadOnlyBooleanWrapper(this, "olderLeft");
    private @Nullable ConnectionId connection;
    private @Nullable EndpointId endpoint;
    private boolean busy;
    private long readVersion = -1;
    private long nextReadAt;

    /** Shows nothing yet. */
    public RequestListViewModel(
            Gateway gateway, Executor background, Executor ui, Clock clock, Consumer<String> problems) {
        this(gateway.history(), gateway::hasHttpPhases, background, ui, clock, problems);
    }

    /**
     * Shows nothing yet.
     *
     * @param hasHttpPhases whether an endpoint tells requests apart; asked in the background
     * @param background waits for the disk
     * @param ui takes the answers
     * @param problems hears of a history that cannot be read
     */
    RequestListViewModel(
            History history,
            Predicate<EndpointId> hasHttpPhases,
            Executor background,
            Executor ui,
            Clock clock,
            Consumer<String> problems) {
        this.history = history;
        this.hasHttpPhases = hasHttpPhases;
        this.background = background;
        this.ui = ui;
        this.clock = clock;
        this.problems = problems;
    }

    /** Shows the requests of that connection; null for none. */
    public void show(@Nullable Facts facts) {
        ConnectionId wanted = facts == null ? null : facts.id();
        if (wanted != null && wanted.equals(connection)) {
            return;
        }
        connection = wanted;
        endpoint = facts == null ? null : facts.endpoint();
        readVersion = -1;
        nextReadAt = 0;
        busy = false;
        rows.set(List.of());
        count.set(0);
        available.set(false);
        olderLeft.set(false);
        beat();
    }

    /** Reads what is new, if the history has changed. Does not wait. */
    public void beat() {
        ConnectionId shown = connection;
        EndpointId of = endpoint;
        if (shown == null
                || of == null
                || busy
                || history.writtenRequests() == readVersion
                || clock.millis() < nextReadAt) {
            return;
        }
        boolean isFirst = readVersion < 0;
        ask(shown, () -> read(shown, isFirst ? of : null), answer -> {
            readVersion = answer.version();
            nextReadAt = clock.millis() + REREAD_MS;
            available.set(available.get() || answer.isHttp());
            merge(answer.rows());
            count.set(Math.max(answer.count(), rows.get().size()));
        });
    }

    /** Asks for the endpoint's phases once: a connection lives with the policy under which it began. */
    private Answer read(ConnectionId shown, @Nullable EndpointId of) {
        long version = history.writtenRequests();
        List<RequestRow> page = page(shown, Long.MAX_VALUE);
        boolean isHttp = !page.isEmpty() || (of != null && hasHttpPhases.test(of));
        return new Answer(page, history.requestCount(shown), isHttp, version);
    }

    private List<RequestRow> page(ConnectionId shown, long before) {
        List<RequestRow> page = new ArrayList<>();
        for (HttpExchange exchange : history.requests(shown, before, PAGE)) {
            page.add(RequestRow.of(exchange, clock.getZone(), texts));
        }
        return page;
    }

    /** Puts the newest page before what is there, or in its place if there is a gap between the two. */
    private void merge(List<RequestRow> newest) {
        List<RequestRow> known = rows.get();
        if (!known.isEmpty() && !newest.isEmpty() && newest.getFirst().equals(known.getFirst())) {
            return;
        }
        List<RequestRow> merged = new ArrayList<>(newest);
        int overlap = known.isEmpty() ? -1 : newest.indexOf(known.getFirst());
        if (overlap >= 0) {
            merged = new ArrayList<>(newest.subList(0, overlap));
            merged.addAll(known.subList(0, Math.min(known.size(), MOST_FOLLOWED)));
        }
        olderLeft.set(reachesFurther(merged));
        rows.set(List.copyOf(merged));
    }

    private static boolean reachesFurther(List<RequestRow> shown) {
        return !shown.isEmpty() && shown.getLast().id().number() > 1;
    }

    /** Adds the page before the oldest that is shown. Does not wait. */
    void loadOlder() {
        ConnectionId shown = connection;
        if (shown == null || busy || !olderLeft.get()) {
            return;
        }
        long before = rows.get().getLast().id().number();
        ask(shown, () -> page(shown, before), older -> {
            List<RequestRow> all = new ArrayList<>(rows.get());
            all.addAll(older);
            olderLeft.set(older.size() == PAGE && reachesFurther(older));
            rows.set(List.copyOf(all));
        });
    }

    /** An answer that comes when another connection is looked at is not taken. */
    private <T> void ask(ConnectionId shown, Supplier<T> question, Consumer<T> taker) {
        busy = true;
        var unused = CompletableFuture.supplyAsync(question, background)
                .whenCompleteAsync(
                        (answer, problem) -> {
                            if (!shown.equals(connection)) {
                                return;
                            }
                            busy = false;
                            if (problem == null) {
                                taker.accept(answer);
                            } else {
                                nextReadAt = clock.millis() + REREAD_MS;
                                problems.accept(texts.get("closed.unreadable", String.valueOf(problem.getMessage())));
                            }
                        },
                        ui);
    }

    /** What is shown, the newest first. */
    ReadOnlyObjectProperty<List<RequestRow>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /** How many there are, shown or not. */
    ReadOnlyLongProperty countProperty() {
        return count.getReadOnlyProperty();
    }

    /** Whether there is anything to show: there are requests, or the endpoint tells them apart. */
    ReadOnlyBooleanProperty availableProperty() {
        return available.getReadOnlyProperty();
    }

    /** Whether there are older ones than those shown. */
    ReadOnlyBooleanProperty olderLeftProperty() {
        return olderLeft.getReadOnlyProperty();
    }
}
