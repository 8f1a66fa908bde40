package dev.culvert.ui.controls.connection;

import dev.culvert.ui.common.Messages;
import dev.culvert.ui.controls.FieldBox;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Two fields that say for how long ended connections are kept, and a button that keeps that. */
public final class RetentionForm extends VBox {

    /** A line that wraps is as high as its preferred width makes it. */
    private static final double WIDTH = 240;

    /** A form over a model. */
    public RetentionForm(RetentionViewModel model) {
        Messages texts = Messages.of(RetentionForm.class);
        getStyleClass().add("retention-form");
        var days = field("retention-days", model.daysProperty());
        var size = field("retention-size", model.sizeProperty());
        FieldBox daysBox = box(texts.get("retention.days"), texts.get("retention.days.help"), days);
        FieldBox sizeBox = box(texts.get("retention.size"), texts.get("retention.size.help"), size);
        daysBox.problemProperty().bind(model.daysProblemProperty());
        sizeBox.problemProperty().bind(model.sizeProblemProperty());
        var used = new Label();
        used.setId("retention-used");
        used.getStyleClass().add("muted");
        used.textProperty().bind(model.usedProperty());
        used.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(used, Priority.ALWAYS);
        var save = new Button(texts.get("retention.save"));
        save.setId("retention-save");
        save.setMinWidth(USE_PREF_SIZE);
        save.disableProperty().bind(model.savableProperty().not());
        save.setOnAction(e -> model.save());
        days.setOnAction(e -> model.save());
        size.setOnAction(e -> model.save());
        var fields = new HBox(daysBox, sizeBox);
        fields.getStyleClass().add("retention-fields");
        var last = new HBox(used, save);
        last.getStyleClass().add("retention-last");
        last.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(fields, last);
    }

    private static TextField field(String id, StringProperty text) {
        var field = new TextField();
        field.setId(id);
        field.textProperty().bindBidirectional(text);
        return field;
    }

    private static FieldBox box(String label, String help, TextField field) {
        var box = new FieldBox();
        box.setField(field);
        box.setLabel(label);
        box.setHelp(help);
        HBox.setHgrow(box, Priority.ALWAYS);
        box.setPrefWidth(WIDTH);
        return box;
    }
}
