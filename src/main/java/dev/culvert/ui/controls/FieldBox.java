package dev.culvert.ui.controls;

import javafx.beans.DefaultProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * A field with its label above and, below it, one line that helps, or says what is wrong. The child in FXML is the
 * field.
 */
@DefaultProperty("field")
public final class FieldBox extends VBox {

    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final Label label = new Label();
    private final Label note = new Label();
    private final StringProperty problem = new SimpleStringProperty(this, "problem", "");
    private String help = "";
    private @Nullable Node field;

    /** A box without a field. */
    public FieldBox() {
        getStyleClass().add("field-box");
        label.getStyleClass().add("field-label");
        label.setMnemonicParsing(true);
        note.getStyleClass().add("field-note");
        note.setWrapText(true);
        getChildren().addAll(label, note);
        problem.subscribe(this::tell);
    }

    private void tell() {
        boolean isWrong = !problem.get().isEmpty();
        String text = isWrong ? problem.get() : help;
        note.setText(text);
        note.setManaged(!text.isEmpty());
        note.setVisible(!text.isEmpty());
        pseudoClassStateChanged(WRONG, isWrong);
        if (field != null) {
            field.setAccessibleHelp(text);
        }
    }

    /** The words above the field, with a mnemonic. */
    public String getLabel() {
        return label.getText();
    }

    /** The words above the field, with a mnemonic. */
    public void setLabel(String text) {
        label.setText(text);
    }

    /** What helps while nothing is wrong. */
    public String getHelp() {
        return help;
    }

    /** What helps while nothing is wrong. */
    public void setHelp(String text) {
        help = text;
        tell();
    }

    /** The field itself. */
    public @Nullable Node getField() {
        return field;
    }

    /** The field itself. */
    public void setField(Node node) {
        field = node;
        label.setLabelFor(node);
        getChildren().setAll(label, node, note);
        tell();
    }

    /** What is wrong with the field; empty if nothing is. */
    public StringProperty problemProperty() {
        return problem;
    }
}
