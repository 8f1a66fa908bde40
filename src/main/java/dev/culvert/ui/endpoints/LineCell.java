package dev.culvert.ui.endpoints;

import javafx.css.PseudoClass;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;

/** A text that steps up when the row has a second line. */
final class LineCell extends TableCell<EndpointRow, EndpointText.Line> {

    /** Set while the row has a second line. */
    static final PseudoClass LIFTED = PseudoClass.getPseudoClass("lifted");

    LineCell() {
        getStyleClass().add("line-cell");
        setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    }

    @Override
    protected void updateItem(EndpointText.@Nullable Line line, boolean empty) {
        super.updateItem(line, empty);
        setText(empty || line == null ? null : line.text());
        pseudoClassStateChanged(LIFTED, line != null && line.isLifted());
    }
}
