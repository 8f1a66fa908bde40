package dev.culvert.ui.endpoints;

import dev.culvert.gateway.Gateway;
import dev.culvert.ui.common.Messages;
import java.time.Clock;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** The details of the endpoint that is selected. For the JavaFX thread. */
final class DetailsViewModel {

    private final Gateway gateway;
    private final Clock clock;
    private final Messages texts = Messages.of(DetailsViewModel.class);
    private final ObjectProperty<@Nullable EndpointRow> row = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<@Nullable DetailsText> text = new ReadOnlyObjectWrapper<>();

    DetailsViewModel(Gateway gateway, Clock clock) {
        this.gateway = gateway;
        this.clock = clock;
        row.subscribe(this::refresh);
    }

    /** Whose details; null for none. */
    ObjectProperty<@Nullable EndpointRow> row() {
        return row;
    }

    /** The details; null if nothing is selected. */
    ReadOnlyObjectProperty<@Nullable DetailsText> text() {
        return text.getReadOnlyProperty();
    }

    /** Follows the row; to be called at every beat, after the table's view model. */
    void refresh() {
        EndpointRow of = row.get();
        if (of == null) {
            text.set(null);
            return;
        }
        DetailsText next = DetailsText.of(
                of.status(),
                of.hindrance(),
                gateway.health(of.id()),
                of.traffic(),
                gateway.ingresses(),
                clock.instant(),
                texts);
        if (!next.equals(text.get())) {
            text.set(next);
        }
    }
}
