package dev.culvert.ui.connections;

import dev.culvert.model.ConnectionState;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.css.PseudoClass;
import javafx.scene.control.TableRow;
import org.jspecify.annotations.Nullable;

/** A row that looks new for a moment when its connection is, and pale when it ends. */
final class ConnectionTableRow extends TableRow<LiveRow> {

    private static final PseudoClass FRESH = PseudoClass.getPseudoClass("fresh");
    private static final PseudoClass CLOSING = PseudoClass.getPseudoClass("closing");

    private final OpenViewModel connections;
    private final InvalidationListener tick = observable -> dress();

    ConnectionTableRow(OpenViewModel connections) {
        this.connections = connections;
        connections.timeProperty().addListener(new WeakInvalidationListener(tick));
    }

    @Override
    @SuppressWarnings("ReferenceEquality")
    protected boolean isItemChanged(@Nullable LiveRow before, @Nullable LiveRow now) {
        return before != now;
    }

    @Override
    protected void updateItem(@Nullable LiveRow row, boolean empty) {
        super.updateItem(row, empty);
        dress();
    }

    private void dress() {
        LiveRow row = isEmpty() ? null : getItem();
        pseudoClassStateChanged(FRESH, row != null && connections.isFresh(row));
        pseudoClassStateChanged(CLOSING, row != null && row.state() == ConnectionState.CLOSING);
    }
}
