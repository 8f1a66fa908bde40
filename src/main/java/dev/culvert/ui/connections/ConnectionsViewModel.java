package dev.culvert.ui.connections;

import dev.culvert.gateway.Gateway;
import dev.culvert.ui.controls.connection.ClosedViewModel;
import dev.culvert.ui.controls.connection.FilterInput;
import dev.culvert.ui.controls.connection.RequestListViewModel;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleObjectProperty;

/** The page: open, closed or refused connections, one filter for both, and one connection in detail. */
final class ConnectionsViewModel {

    /** The parts of the page. */
    enum Segment {
        /** Connections that are open. */
        OPEN,
        /** Connections that have ended. */
        CLOSED,
        /** Those of them that were refused. */
        REFUSED
    }

    private final Gateway gateway;
    private final OpenViewModel open;
    private final ClosedViewModel closed;
    private final ClosedViewModel refused;
    private final DetailViewModel detail;
    private final ObjectProperty<Segment> segment = new SimpleObjectProperty<>(this, "segment", Segment.OPEN);
    private final FilterInput input;
    private final ReadOnlyIntegerWrapper openCount = new ReadOnlyIntegerWrapper(this, "openCount");

    /** Shows nothing until the first beat. The other parameters are as in {@link ClosedViewModel}. */
    ConnectionsViewModel(Gateway gateway, Executor background, Executor ui, Clock clock, Consumer<String> problems) {
        this.gateway = gateway;
        this.input = new FilterInput(clock);
        this.open = new OpenViewModel(gateway, clock, null, input);
        this.closed = new ClosedViewModel(gateway.history(), false, input, background, ui, clock, problems);
        this.refused = new ClosedViewModel(gateway.history(), true, input, background, ui, clock, problems);
        var requests = new RequestListViewModel(gateway, background, ui, clock, problems);
        this.detail = new DetailViewModel(open, gateway.history(), requests, background, ui, clock);
        segment.subscribe((old, now) -> {
            detail.clear();
            beat();
        });
    }

    /** Brings what is shown up to date. Does not wait. */
    void beat() {
        openCount.set(gateway.connections().size());
        Segment shown = segment.get();
        if (shown == Segment.OPEN) {
            open.beat();
        }
        beat(closed, shown == Segment.CLOSED);
        beat(refused, shown == Segment.REFUSED);
        detail.beat();
    }

    private static void beat(ClosedViewModel part, boolean isShown) {
        if (isShown) {
            part.beat();
        } else {
            part.beatCount();
        }
    }

    /** The open connections. */
    OpenViewModel open() {
        return open;
    }

    /** The closed connections. */
    ClosedViewModel closed() {
        return closed;
    }

    /** The closed connections that were refused. */
    ClosedViewModel refused() {
        return refused;
    }

    /** The one connection that is looked at. */
    DetailViewModel detail() {
        return detail;
    }

    /** Which part is shown. */
    ObjectProperty<Segment> segmentProperty() {
        return segment;
    }

    /** The filter, one for all parts. */
    FilterInput input() {
        return input;
    }

    /** How many connections are open, even while the view stands still. */
    ReadOnlyIntegerProperty openCountProperty() {
        return openCount.getReadOnlyProperty();
    }
}
