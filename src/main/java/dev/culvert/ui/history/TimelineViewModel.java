package dev.culvert.ui.history;

import dev.culvert.gateway.History;
import dev.culvert.model.filter.ConnectionFilter;
import dev.culvert.store.HistoryCounts;
import dev.culvert.store.HistorySpan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** How many connections started when, counted by the history. A count that nobody wants any more is given up. */
final class TimelineViewModel {

    private static final long RECOUNT_MS = 2_000;
    /** At the most this part of the time is spent on counting again. */
    private static final long RECOUNT_PART = 10;

    private record Wanted(TimeRange range, ConnectionFilter filter) {}

    private final History history;
    private final Executor background;
    private final Executor ui;
    private final Clock clock;
    private final Consumer<String> problems;
    private final AtomicInteger turn = new AtomicInteger();
    private final ReadOnlyObjectWrapper<@Nullable HistoryCounts> counts = new ReadOnlyObjectWrapper<>(this, "counts");
    private final ReadOnlyBooleanWrapper counting = new ReadOnlyBooleanWrapper(this, "counting");
    private @Nullable Wanted counted;
    private @Nullable Wanted asked;
    private long version = -1;
    private long nextAt;

    TimelineViewModel(History history, Executor background, Executor ui, Clock clock, Consumer<String> problems) {
        this.history = history;
        this.background = background;
        this.ui = ui;
        this.clock = clock;
        this.problems = problems;
    }

    /** Counts again if the history or what is wanted of it has changed. Does not wait. */
    void beat(TimeRange range, ConnectionFilter filter) {
        var wanted = new Wanted(range, new ConnectionFilter(filter.clauses(), List.of()));
        boolean isOther = !wanted.equals(counting.get() ? asked : counted);
        boolean isStale =
                !counting.get() && clock.millis() >= nextAt && (history.version() != version || range.last() != null);
        if (isOther || isStale) {
            count(wanted);
        }
    }

    private void count(Wanted wanted) {
        int mine = turn.incrementAndGet();
        asked = wanted;
        counting.set(true);
        long version = history.version();
        long begun = clock.millis();
        var unused = CompletableFuture.supplyAsync(() -> counts(wanted, mine), background)
                .whenCompleteAsync(
                        (found, problem) -> {
                            if (mine != turn.get()) {
                                return;
                            }
                            counting.set(false);
                            counted = wanted;
                            this.version = version;
                            long now = clock.millis();
                            nextAt = now + Math.max(RECOUNT_MS, (now - begun) * RECOUNT_PART);
                            if (problem == null) {
                                counts.set(found);
                            } else {
                                Throwable cause = problem.getCause() == null ? problem : problem.getCause();
                                problems.accept(String.valueOf(cause.getMessage()));
                            }
                        },
                        ui);
    }

    private HistoryCounts counts(Wanted wanted, int mine) {
        Instant now = clock.instant();
        HistorySpan extent = history.extent()
                .orElseGet(() -> new HistorySpan(now.minus(Duration.ofHours(1)), now, Duration.ofMinutes(1)));
        HistorySpan span = wanted.range().span(now, extent);
        return history.counts(wanted.filter().at(now), span, () -> mine != turn.get());
    }

    /** The newest counts; null until there are some. */
    ReadOnlyObjectProperty<@Nullable HistoryCounts> countsProperty() {
        return counts.getReadOnlyProperty();
    }

    /** Whether it is being counted. */
    ReadOnlyBooleanProperty countingProperty() {
        return counting.getReadOnlyProperty();
    }
}
