package dev.culvert.ui.endpoints;

import dev.culvert.ui.controls.StateDot;
import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;

/** The fact as a dot and a word. */
final class StateCell extends TableCell<EndpointRow, EndpointText.State> {

    private final StateDot dot = new StateDot();

    @Override
    protected void updateItem(EndpointText.@Nullable State state, boolean empty) {
        super.updateItem(state, empty);
        if (empty || state == null) {
            setGraphic(null);
            return;
        }
        dot.show(state.tone(), state.word());
        setGraphic(dot);
    }
}
