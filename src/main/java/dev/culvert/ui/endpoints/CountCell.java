package dev.culvert.ui.endpoints;

import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;

/** A count. */
final class CountCell extends TableCell<EndpointRow, EndpointText.Count> {

    CountCell() {
        getStyleClass().add("figure");
    }

    @Override
    protected void updateItem(EndpointText.@Nullable Count count, boolean empty) {
        super.updateItem(count, empty);
        setText(empty || count == null ? null : count.text());
    }
}
