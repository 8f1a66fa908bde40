package dev.culvert.ui.endpoints;

import dev.culvert.ui.controls.CopyButton;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TableCell;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** The URL, with a button that copies it while the row is pointed at or chosen. */
final class UrlCell extends TableCell<EndpointRow, EndpointText.Line> {

    private final Label url = new Label();
    private final CopyButton copy = new CopyButton();
    private final HBox line = new HBox(url, copy);

    UrlCell() {
        getStyleClass().add("line-cell");
        url.setMinWidth(0);
        url.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        line.setAlignment(Pos.CENTER_LEFT);
        ObservableValue<Boolean> isChosen = tableRowProperty()
                .flatMap(row ->
                        row.hoverProperty().flatMap(hover -> hover ? row.hoverProperty() : row.selectedProperty()))
                .orElse(false);
        copy.visibleProperty().bind(isChosen);
        copy.managedProperty().bind(copy.visibleProperty());
        copy.setMinWidth(USE_PREF_SIZE);
    }

    @Override
    protected void updateItem(EndpointText.@Nullable Line of, boolean empty) {
        super.updateItem(of, empty);
        pseudoClassStateChanged(LineCell.LIFTED, of != null && of.isLifted());
        if (empty || of == null) {
            setGraphic(null);
            return;
        }
        url.setText(of.text());
        copy.setCopied(of.text());
        setGraphic(line);
    }
}
