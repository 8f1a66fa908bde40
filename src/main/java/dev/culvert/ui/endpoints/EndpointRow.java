package dev.culvert.ui.endpoints;

import dev.culvert.engine.Traffic;
import dev.culvert.model.EndpointId;
import dev.culvert.model.EndpointStatus;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.common.RateHistory;
import dev.culvert.ui.common.RateMeter;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** An endpoint in the table: the same row for as long as the endpoint exists, with a text that follows it. */
final class EndpointRow {

    private final EndpointId id;
    private final Messages texts;
    private final RateMeter in = new RateMeter();
    private final RateMeter out = new RateMeter();
    private final RateHistory history = new RateHistory();
    private final ReadOnlyIntegerWrapper seconds = new ReadOnlyIntegerWrapper();
    private final ReadOnlyObjectWrapper<EndpointText> text;
    private EndpointStatus status;
    private String hindrance = "";
    private Traffic traffic = Traffic.NONE;

    EndpointRow(EndpointStatus status, Messages texts) {
        this.id = status.id();
        this.status = status;
        this.texts = texts;
        this.text = new ReadOnlyObjectWrapper<>(EndpointText.of(status, hindrance, traffic, 0, 0, texts));
    }

    EndpointId id() {
        return id;
    }

    /** Wish and fact as they were at the last beat. */
    EndpointStatus status() {
        return status;
    }

    Traffic traffic() {
        return traffic;
    }

    RateHistory history() {
        return history;
    }

    ReadOnlyObjectProperty<EndpointText> text() {
        return text.getReadOnlyProperty();
    }

    /** Grows when the history has a new second. */
    ReadOnlyIntegerProperty seconds() {
        return seconds.getReadOnlyProperty();
    }

    /** Why it cannot accept clients at the moment; empty if it can. */
    String hindrance() {
        return hindrance;
    }

    void follow(EndpointStatus now, String obstacle, Traffic counted, long nanoTime) {
        status = now;
        hindrance = obstacle;
        traffic = counted;
        double rateIn = in.sample(counted.bytesIn(), nanoTime);
        double rateOut = out.sample(counted.bytesOut(), nanoTime);
        if (history.sample(counted.bytesIn(), counted.bytesOut(), nanoTime)) {
            seconds.set(seconds.get() + 1);
        }
        EndpointText next = EndpointText.of(now, obstacle, counted, rateIn, rateOut, texts);
        if (!next.equals(text.get())) {
            text.set(next);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EndpointRow row && id.equals(row.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
