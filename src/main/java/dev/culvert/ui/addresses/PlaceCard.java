package dev.culvert.ui.addresses;

import dev.culvert.ui.controls.CopyButton;
import dev.culvert.ui.controls.StateDot;
import dev.culvert.ui.controls.Tone;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** An ingress or a custom domain beside the table: its name and state, and lines about it. */
final class PlaceCard extends VBox {

    private final HBox head = new HBox();

    PlaceCard(String name, Tone tone, String state) {
        getStyleClass().add("place");
        var title = new Label(name);
        title.getStyleClass().add("place-name");
        title.setMinWidth(0);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var dot = new StateDot(tone, state);
        dot.setMinWidth(USE_PREF_SIZE);
        dot.getStyleClass().add("small");
        head.getStyleClass().add("place-head");
        head.getChildren().addAll(title, gap, dot);
        getChildren().add(head);
    }

    /** Adds a line, unless it is empty. */
    PlaceCard line(String text, String... styles) {
        if (!text.isEmpty()) {
            var label = new Label(text);
            label.setWrapText(true);
            label.setMinHeight(USE_PREF_SIZE);
            label.getStyleClass().add("small");
            label.getStyleClass().addAll(styles);
            getChildren().add(label);
        }
        return this;
    }

    /** Adds a line to copy. */
    PlaceCard copy(String text) {
        var label = new Label(text);
        label.getStyleClass().add("mono");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(label, Priority.ALWAYS);
        label.setMaxWidth(Double.MAX_VALUE);
        var copy = new CopyButton(text);
        copy.setMinWidth(USE_PREF_SIZE);
        var line = new HBox(label, copy);
        line.getStyleClass().add("place-record");
        getChildren().add(line);
        return this;
    }

    /** Adds a button to the head. */
    PlaceCard button(String icon, String what, Runnable command) {
        var button = new Button("", new FontIcon(icon));
        button.getStyleClass().addAll("button-icon", "flat");
        button.setTooltip(new Tooltip(what));
        button.setAccessibleText(what);
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(e -> command.run());
        Node last = button;
        head.getChildren().add(last);
        return this;
    }
}
