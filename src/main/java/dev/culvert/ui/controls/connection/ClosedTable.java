package dev.culvert.ui.controls.connection;

import dev.culvert.ui.common.UiContext;
import dev.culvert.ui.fx.View;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.Parent;

/** A table of connections that have ended, with its footer. On the JavaFX thread. */
public final class ClosedTable {

    private final View<ClosedTableController> view;

    /**
     * A table of what a model has.
     *
     * @param name the setting under which its columns are kept, and a part of the ids of its nodes
     */
    public ClosedTable(UiContext context, ClosedViewModel model, String name) {
        this.view = View.load(ClosedTableController.class, () -> new ClosedTableController(context, model, name));
    }

    /** The table and its footer. */
    public Parent root() {
        return view.root();
    }

    /** What Enter, a double click and the menu do. */
    public void onDetails(Runnable action) {
        view.controller().onDetails(action);
    }

    /** What empties the filter. */
    public void onClearFilter(Runnable action) {
        view.controller().onClearFilter(action);
    }

    /** The selected rows as they are now. */
    public ReadOnlyObjectProperty<List<ClosedRow>> selectedProperty() {
        return view.controller().selectedProperty();
    }

    /** Puts the keyboard focus into the table. */
    public void focus() {
        view.controller().focus();
    }
}
