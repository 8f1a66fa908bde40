package dev.culvert.ui.controls;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** A short question in the dialog layer: a title, a sentence, and the answers as buttons. */
public final class AskDialog extends VBox {

    private final HBox answers = new HBox();

    /** A question without answers yet. */
    public AskDialog(String title, String sentence) {
        getStyleClass().addAll("dialog-card", "ask-dialog");
        var heading = new Label(title);
        heading.getStyleClass().add("dialog-title");
        heading.setWrapText(true);
        var text = new Label(sentence);
        text.setWrapText(true);
        text.getStyleClass().add("muted");
        answers.setAlignment(Pos.CENTER_RIGHT);
        answers.getStyleClass().add("answers");
        setMaxHeight(USE_PREF_SIZE);
        getChildren().addAll(heading, text, answers);
    }

    /**
     * A question before something that cannot be undone. Escape cancels, Enter confirms.
     *
     * @param id what the ids of its buttons begin with: {@code id-cancel} and {@code id-confirm}
     */
    public AskDialog confirming(String id, String cancel, Runnable onCancel, String confirm, Runnable onConfirm) {
        Button no = answer(cancel, onCancel);
        no.setId(id + "-cancel");
        no.setCancelButton(true);
        Button yes = answer(confirm, onConfirm);
        yes.setId(id + "-confirm");
        yes.getStyleClass().add("danger");
        yes.setDefaultButton(true);
        return this;
    }

    /** Adds an answer; the first one gets the focus. */
    public Button answer(String text, Runnable run) {
        var button = new Button(text);
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(e -> run.run());
        answers.getChildren().add(button);
        return button;
    }
}
