package dev.culvert.ui.controls.connection;

import dev.culvert.model.filter.ConnectionFilter;
import dev.culvert.model.filter.FilterText;
import java.time.Clock;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** A filter as it is typed, and what was understood of it. On the JavaFX thread. */
public final class FilterInput {

    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final ReadOnlyObjectWrapper<ConnectionFilter> filter =
            new ReadOnlyObjectWrapper<>(this, "filter", ConnectionFilter.ALL);

    /**
     * An empty filter.
     *
     * @param clock what times without a zone are meant by
     */
    public FilterInput(Clock clock) {
        text.subscribe(typed -> filter.set(ConnectionFilter.read(typed, clock)));
    }

    /** What is typed. */
    public StringProperty textProperty() {
        return text;
    }

    /** Adds a term, unless it is there. */
    public void add(String term) {
        text.set(FilterText.with(text.get(), term));
    }

    /** Takes out the term at that place, counted from 0. */
    public void remove(int place) {
        text.set(FilterText.without(text.get(), place));
    }

    /** What was understood, with findings about the rest. */
    public ReadOnlyObjectProperty<ConnectionFilter> filterProperty() {
        return filter.getReadOnlyProperty();
    }
}
