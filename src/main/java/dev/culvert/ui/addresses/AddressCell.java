package dev.culvert.ui.addresses;

import dev.culvert.ui.controls.CopyButton;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TableCell;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** The address, with a button that copies it while the row is pointed at or chosen. */
final class AddressCell extends TableCell<AddressRow, String> {

    private final Label text = new Label();
    private final CopyButton copy = new CopyButton();
    private final HBox line = new HBox(text, copy);

    AddressCell() {
        getStyleClass().add("first-cell");
        text.setMinWidth(0);
        // the port, at its end, must not be what gives way
        text.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        line.setAlignment(Pos.CENTER_LEFT);
        copy.setMinWidth(USE_PREF_SIZE);
        copy.visibleProperty().bind(isChosen(this));
        copy.managedProperty().bind(copy.visibleProperty());
    }

    /** Whether the row of a cell is pointed at or chosen. */
    static ObservableValue<Boolean> isChosen(TableCell<AddressRow, ?> cell) {
        return cell.tableRowProperty()
                .flatMap(row ->
                        row.hoverProperty().flatMap(hover -> hover ? row.hoverProperty() : row.selectedProperty()))
                .orElse(false);
    }

    @Override
    protected void updateItem(@Nullable String address, boolean empty) {
        super.updateItem(address, empty);
        if (empty || address == null) {
            setGraphic(null);
            return;
        }
        text.setText(address);
        copy.setCopied(address);
        setGraphic(line);
    }
}
