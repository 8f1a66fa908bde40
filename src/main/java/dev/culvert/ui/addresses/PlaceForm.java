package dev.culvert.ui.addresses;

import dev.culvert.ui.controls.FieldBox;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** What the page's dialogs have in common. */
interface PlaceForm {

    /** Where writing begins. */
    Node first();

    /** Sends what is written. */
    void submit();

    /** Lets a text field stand for a field of the form. */
    default void bind(Form form, String field, FieldBox box, TextField input) {
        input.textProperty().bindBidirectional(form.text(field));
        box.problemProperty().bind(form.problem(field));
    }

    /** Shows what is wrong with no field, and lets Enter in a text field send. */
    default void finish(Form form, Node body, Label failure, Button submit) {
        failure.textProperty().bind(form.failure());
        submit.disableProperty().bind(form.busy());
        body.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER && event.getTarget() instanceof TextField) {
                event.consume();
                submit();
            }
        });
    }
}
