package dev.culvert.ui.controls.connection;

import dev.culvert.model.filter.FilterField;
import dev.culvert.ui.common.Messages;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** A button that tells how a filter is written; a term that is chosen is put into the field. */
public final class FilterHelp extends MenuButton {

    private final Messages texts = Messages.of(FilterHelp.class);

    /** A button for no field yet. */
    public FilterHelp() {
        getStyleClass().addAll("button-icon", "flat", "filter-help");
        setId("filter-help");
        setGraphic(new FontIcon("fth-help-circle"));
        setTooltip(new Tooltip(texts.get("filter.help")));
        setAccessibleText(texts.get("filter.help"));
    }

    /** Puts terms into that field. */
    public void writeTo(TextField field) {
        for (FilterField of : FilterField.values()) {
            var example = new Label(of.example());
            example.getStyleClass().addAll("mono", "filter-example");
            var meaning = new Label(of.help());
            meaning.getStyleClass().addAll("muted", "small");
            var item = new CustomMenuItem(new HBox(example, meaning));
            item.setOnAction(e -> write(field, of));
            getItems().add(item);
        }
        var rest = new Label(texts.get("filter.help.rest"));
        rest.getStyleClass().addAll("muted", "small");
        var last = new CustomMenuItem(rest);
        last.setHideOnClick(false);
        getItems().addAll(new SeparatorMenuItem(), last);
    }

    /** The example's value is selected, to be written over. */
    private static void write(TextField field, FilterField of) {
        String before = field.getText().strip();
        String start = before.isEmpty() ? "" : before + " ";
        field.setText(start + of.example());
        field.requestFocus();
        String operator = of.example().replaceFirst("^[a-z-]+[:><]", "");
        field.selectRange(field.getLength() - operator.length(), field.getLength());
    }
}
