package dev.culvert.ui.connections;

import dev.culvert.engine.Traffic;
import dev.culvert.gateway.Gateway;
import dev.culvert.gateway.LiveTarget;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.EndpointId;
import dev.culvert.model.EndpointStatus;
import dev.culvert.model.filter.ConnectionFilter;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.controls.connection.FilterInput;
import dev.culvert.ui.controls.connection.Shown;
import dev.culvert.ui.controls.connection.Totals;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/** The open connections: filtered, sorted, summed, brought up to date by {@link #beat()}. */
final class OpenViewModel {

    /** For how long a new row looks new. */
    static final long FRESH_MS = 1_000;

    static final Comparator<LiveRow> NEWEST_FIRST =
            Comparator.comparing(LiveRow::id).reversed();

    private static final long SECOND_MS = 1_000;

    /** Beats until rates have fallen to nothing and idle times are known. */
    private static final int SETTLED_AFTER = 12;

    /** Beats between two looks at connections that are quiet. */
    private static final int LOOK_EVERY = 5;

    private final Gateway gateway;
    private final @Nullable EndpointId only;
    private final Clock clock;
    private final LiveConnections connections;
    private final IdleLimits limits = new IdleLimits();
    private final Messages texts = Messages.of(OpenViewModel.class);

    private final FilterInput input;
    private final BooleanProperty paused = new SimpleBooleanProperty(this, "paused");
    private final ReadOnlyIntegerWrapper count = new ReadOnlyIntegerWrapper(this, "count");
    private final ReadOnlyLongWrapper time = new ReadOnlyLongWrapper(this, "time");
    private final ReadOnlyObjectWrapper<Shown<LiveRow>> shown =
            new ReadOnlyObjectWrapper<>(this, "shown", new Shown<>(List.of(), Totals.NONE));
    private Comparator<LiveRow> order = NEWEST_FIRST;
    private Traffic traffic = Traffic.NONE;
    private int quietBeats;

    /** Shows nothing until the first beat. */
    OpenViewModel(Gateway gateway, Clock clock, @Nullable EndpointId only, FilterInput input) {
        this.input = input;
        this.gateway = gateway;
        this.clock = clock;
        this.only = only;
        this.connections = new LiveConnections(gateway::connections, only);
        input.filterProperty().subscribe((old, now) -> arrange());
    }

    /** Looks at the connections once, and changes only what has changed. */
    void beat() {
        if (paused.get()) {
            return;
        }
        long now = clock.millis();
        boolean changed = isWorthALook() && connections.follow(now);
        if (limits.refresh(gateway.endpoints()) || changed) {
            arrange();
        }
        count.set(connections.size());
        if (now / SECOND_MS != time.get() / SECOND_MS || connections.anySeenSince(now - 2 * FRESH_MS)) {
            time.set(now);
        }
    }

    /**
     * Whether anything can have changed. Looking at ten thousand connections costs more than asking for the sums of
     * their endpoints; a change of state alone shows in no sum and is found a little later.
     */
    private boolean isWorthALook() {
        Traffic now = Traffic.NONE;
        for (EndpointStatus status : gateway.endpoints()) {
            if (only == null || only.equals(status.id())) {
                now = now.plus(gateway.traffic(status.id()));
            }
        }
        quietBeats = now.equals(traffic) ? quietBeats + 1 : 0;
        traffic = now;
        return quietBeats < SETTLED_AFTER || quietBeats % LOOK_EVERY == 0;
    }

    /** Sorts by that from now on; the newest first where it sees no difference. */
    void sort(@Nullable Comparator<LiveRow> by) {
        order = by == null ? NEWEST_FIRST : by.thenComparing(NEWEST_FIRST);
        arrange();
    }

    private void arrange() {
        List<LiveRow> rows = connections.arrange(wanted(), order);
        if (!shown.get().consistsOf(rows)) {
            shown.set(new Shown<>(rows, LiveTotals.of(rows)));
        }
    }

    private Predicate<LiveRow> wanted() {
        ConnectionFilter filter = input.filterProperty().get();
        if (filter.isAll()) {
            return row -> true;
        }
        Instant now = clock.instant();
        Map<EndpointId, String> urls = new HashMap<>();
        gateway.endpoints().forEach(s -> urls.put(s.id(), s.endpoint().url().toString()));
        return row -> filter.matches(new LiveTarget(row.origin().source(), id -> urls.getOrDefault(id, "")), now);
    }

    /** The word for its state. */
    String stateText(LiveRow row) {
        return texts.get("state." + row.state().wireName());
    }

    /** How idle it is; null if idle connections of its endpoint live on. */
    @Nullable Idle idle(LiveRow row) {
        return limits.of(row, time.get());
    }

    /** Orders by the time that is left until idleness ends the connection. */
    Comparator<LiveRow> byIdleTimeLeft() {
        return Comparator.comparingLong(limits::deadline);
    }

    /** Ends connections; any thread. Answers how many of them were still open. */
    int kill(List<ConnectionId> ids) {
        int killed = 0;
        for (ConnectionId id : ids) {
            if (gateway.kill(id)) {
                killed++;
            }
        }
        return killed;
    }

    /** The row of that connection, shown or not; null if it has ended. */
    @Nullable LiveRow find(ConnectionId id) {
        return connections.find(id);
    }

    /** Whether the row is so new that it is worth a look. */
    boolean isFresh(LiveRow row) {
        return time.get() - row.origin().firstSeen() < FRESH_MS;
    }

    /** The filter. */
    FilterInput input() {
        return input;
    }

    /** Whether the view stands still. */
    BooleanProperty pausedProperty() {
        return paused;
    }

    /** How many connections there are, shown or not. */
    ReadOnlyIntegerProperty countProperty() {
        return count.getReadOnlyProperty();
    }

    /** The time of the view, in milliseconds since 1970: goes on each second, or each beat while a row is fresh. */
    ReadOnlyLongProperty timeProperty() {
        return time.getReadOnlyProperty();
    }

    /** What is shown; another object only when something in it has changed. */
    ReadOnlyObjectProperty<Shown<LiveRow>> shownProperty() {
        return shown.getReadOnlyProperty();
    }
}
