package dev.culvert.ui.frame;

import dev.culvert.ui.common.Page;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** A page on the rail: icon, word and count side by side, or one above the other where there is little room. */
final class RailItem extends ToggleButton {

    private final FontIcon icon;
    private final Label word;
    private final Label count = new Label();
    private final Region gap = new Region();

    RailItem(Page page, String tip) {
        getStyleClass().add("rail-item");
        icon = new FontIcon(page.icon());
        word = new Label(page.title());
        word.getStyleClass().add("word");
        count.getStyleClass().add("count");
        word.setMinWidth(USE_PREF_SIZE);
        count.setMinWidth(USE_PREF_SIZE);
        count.managedProperty().bind(count.visibleProperty());
        count.visibleProperty().bind(count.textProperty().isNotEmpty());
        HBox.setHgrow(gap, Priority.ALWAYS);
        setTooltip(new Tooltip(tip));
        accessibleTextProperty().bind(count.textProperty().map(text -> (page.title() + " " + text).strip()));
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setMaxWidth(Double.MAX_VALUE);
        setNarrow(false);
    }

    void setNarrow(boolean narrow) {
        if (narrow) {
            var above = new VBox(icon, word);
            above.setAlignment(Pos.CENTER);
            above.getStyleClass().add("line");
            setGraphic(above);
        } else {
            var beside = new HBox(icon, word, gap, count);
            beside.setAlignment(Pos.CENTER_LEFT);
            beside.getStyleClass().add("line");
            // the graphic of a button does not grow with it
            beside.minWidthProperty().bind(widthProperty().subtract(24));
            setGraphic(beside);
        }
    }

    void setCount(String text) {
        count.setText(text);
    }

    /** A chosen page stays chosen. */
    @Override
    public void fire() {
        if (!isSelected()) {
            super.fire();
        }
    }
}
