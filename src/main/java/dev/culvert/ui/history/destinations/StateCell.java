package dev.culvert.ui.history.destinations;

import dev.culvert.ui.controls.StateDot;
import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;

/** How a destination is doing: a dot and a word. */
final class StateCell extends TableCell<DestinationRow, DestinationRow> {

    private final StateDot dot = new StateDot();

    StateCell() {
        getStyleClass().add("first-cell");
    }

    @Override
    protected void updateItem(@Nullable DestinationRow row, boolean empty) {
        super.updateItem(row, empty);
        if (empty || row == null) {
            setGraphic(null);
            return;
        }
        dot.show(row.tone(), row.word());
        setGraphic(dot);
    }
}
