package dev.culvert.ui.history.destinations;

import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TableCell;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Where a destination is and, below it, why it fails or what its user calls it. */
final class PlaceCell extends TableCell<DestinationRow, DestinationRow> {

    private final Label place = new Label();
    private final Label second = new Label();
    private final VBox lines = new VBox(place, second);

    PlaceCell() {
        lines.getStyleClass().add("place-lines");
        place.setMinWidth(0);
        // of a path the name, at its end, says most
        place.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        second.setMinWidth(0);
        second.managedProperty().bind(second.textProperty().isNotEmpty());
        second.visibleProperty().bind(second.managedProperty());
    }

    @Override
    protected void updateItem(@Nullable DestinationRow row, boolean empty) {
        super.updateItem(row, empty);
        if (empty || row == null) {
            setGraphic(null);
            return;
        }
        place.setText(row.place());
        boolean isFailing = !row.reason().isEmpty();
        second.setText(isFailing ? brief(row) : row.destination().description());
        second.getStyleClass().setAll("label", "small", isFailing ? "danger-text" : "muted");
        setGraphic(lines);
    }

    /** The reason, without the place that stands above it already. */
    private static String brief(DestinationRow row) {
        String place = row.place() + " ";
        return row.reason().startsWith(place) ? row.reason().substring(place.length()) : row.reason();
    }
}
