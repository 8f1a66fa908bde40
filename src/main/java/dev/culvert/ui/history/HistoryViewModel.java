package dev.culvert.ui.history;

import dev.culvert.gateway.Gateway;
import dev.culvert.model.filter.Condition.Started;
import dev.culvert.model.filter.ConnectionFilter;
import dev.culvert.model.filter.FilterFinding;
import dev.culvert.store.HistoryCounts;
import dev.culvert.store.HistorySpan;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.controls.connection.ClosedFacts;
import dev.culvert.ui.controls.connection.ClosedRow;
import dev.culvert.ui.controls.connection.ClosedViewModel;
import dev.culvert.ui.controls.connection.Facts;
import dev.culvert.ui.controls.connection.FilterInput;
import dev.culvert.ui.controls.connection.RequestListViewModel;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** The page: a time, a filter, how many connections there were when, the connections, and one of them in detail. */
final class HistoryViewModel {

    /** What of the page is looked at. */
    enum Part {
        CONNECTIONS,
        DESTINATIONS
    }

    private final Clock clock;
    private final FilterInput input;
    private final ClosedViewModel closed;
    private final TimelineViewModel timeline;
    private final ClosedFacts facts;
    private final RequestListViewModel requests;
    private final Messages texts = Messages.of(HistoryViewModel.class);
    private final ObjectProperty<TimeRange> range = new SimpleObjectProperty<>(this, "range", TimeRange.DAY);
    private final ObjectProperty<Part> part = new SimpleObjectProperty<>(this, "part", Part.CONNECTIONS);
    private final StringProperty from = new SimpleStringProperty(this, "from", "");
    private final StringProperty to = new SimpleStringProperty(this, "to", "");
    private final ReadOnlyStringWrapper ownProblem = new ReadOnlyStringWrapper(this, "ownProblem", "");
    private final ReadOnlyObjectWrapper<@Nullable Facts> detail = new ReadOnlyObjectWrapper<>(this, "detail");
    private TimeRange beforeBrush = TimeRange.DAY;

    /** The fields are being filled, one after the other. */
    private boolean isWriting;

    /** Shows nothing until the first beat. The other parameters are as in {@link ClosedViewModel}. */
    HistoryViewModel(Gateway gateway, Executor background, Executor ui, Clock clock, Consumer<String> problems) {
        this.clock = clock;
        this.input = new FilterInput(clock);
        this.closed = new ClosedViewModel(gateway.history(), false, input, background, ui, clock, problems);
        this.timeline = new TimelineViewModel(gateway.history(), background, ui, clock, problems);
        this.facts = new ClosedFacts(clock.getZone());
        this.requests = new RequestListViewModel(gateway, background, ui, clock, problems);
        detail.subscribe(requests::show);
        range.subscribe(chosen -> {
            closed.withinProperty().set(chosen.filter());
            detail.set(null);
        });
        from.subscribe((old, now) -> readOwn());
        to.subscribe((old, now) -> readOwn());
    }

    /** Brings what is shown up to date. Does not wait. */
    void beat() {
        closed.beat();
        requests.beat();
        timeline.beat(range.get(), input.filterProperty().get());
    }

    /** Takes what stands in the two fields, as far as it is right. */
    private void readOwn() {
        if (isWriting) {
            return;
        }
        ConnectionFilter since = moment("since", from.get());
        ConnectionFilter until = moment("until", to.get());
        String problem = problem(since) + problem(until);
        Instant first = time(since);
        Instant end = time(until);
        if (problem.isEmpty() && first != null && end != null && !first.isBefore(end)) {
            problem = texts.get("own.backwards");
        }
        ownProblem.set(problem);
        if (problem.isEmpty() && (first != null || end != null)) {
            range.set(TimeRange.between(first, end));
        }
    }

    private ConnectionFilter moment(String field, String text) {
        return text.isBlank()
                ? ConnectionFilter.ALL
                : ConnectionFilter.read(field + ":\"" + text.strip().replace("\"", "") + "\"", clock);
    }

    private static String problem(ConnectionFilter filter) {
        return filter.findings().stream()
                .map(FilterFinding::message)
                .findFirst()
                .orElse("");
    }

    private @Nullable Instant time(ConnectionFilter filter) {
        return filter.clauses().stream()
                .flatMap(c -> c.anyOf().stream())
                .map(c -> ((Started) c).moment().at(clock.instant()))
                .findFirst()
                .orElse(null);
    }

    /** Looks at the time of some bars of the histogram only. */
    void brush(int first, int last) {
        HistoryCounts counts = timeline.countsProperty().get();
        if (counts == null) {
            return;
        }
        if (!range.get().isOwn()) {
            beforeBrush = range.get();
        }
        HistorySpan span = counts.span();
        choose(
                span.from().plus(span.step().multipliedBy(first)),
                span.from().plus(span.step().multipliedBy(last + 1L)));
    }

    private void choose(Instant first, Instant end) {
        isWriting = true;
        from.set(OwnTime.text(first, clock.getZone()));
        to.set(OwnTime.text(end, clock.getZone()));
        isWriting = false;
        ownProblem.set("");
        range.set(TimeRange.between(first, end));
    }

    /** Goes back to the time that was looked at before bars were chosen. */
    void unbrush() {
        range.set(beforeBrush);
    }

    /** Lets the user write a time, beginning with what is looked at now. */
    void own() {
        if (range.get().isOwn()) {
            return;
        }
        HistoryCounts counts = timeline.countsProperty().get();
        HistorySpan span = counts == null ? null : counts.span();
        beforeBrush = range.get();
        if (span != null) {
            choose(span.from(), span.to());
        }
    }

    /** Shows a connection in detail. */
    void show(ClosedRow row) {
        detail.set(facts.of(row.connection()));
    }

    /** Shows none. */
    void hide() {
        detail.set(null);
    }

    /** The filter. */
    FilterInput input() {
        return input;
    }

    /** The connections. */
    ClosedViewModel closed() {
        return closed;
    }

    /** How many there were when. */
    TimelineViewModel timeline() {
        return timeline;
    }

    /** What of the page is looked at; not kept over restarts. */
    ObjectProperty<Part> partProperty() {
        return part;
    }

    /** The time that is looked at. */
    ObjectProperty<TimeRange> rangeProperty() {
        return range;
    }

    /** The beginning of an own time, as it is written. */
    StringProperty fromProperty() {
        return from;
    }

    /** The end of an own time, as it is written. */
    StringProperty toProperty() {
        return to;
    }

    /** What is wrong with an own time; empty if nothing is. */
    ReadOnlyStringProperty ownProblemProperty() {
        return ownProblem.getReadOnlyProperty();
    }

    /** The HTTP requests of the connection that is looked at. */
    RequestListViewModel requests() {
        return requests;
    }

    /** The one connection that is looked at; null for none. */
    ReadOnlyObjectProperty<@Nullable Facts> detailProperty() {
        return detail.getReadOnlyProperty();
    }
}
