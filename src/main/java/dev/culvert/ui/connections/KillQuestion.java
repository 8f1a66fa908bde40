package dev.culvert.ui.connections;

import dev.culvert.ui.common.Messages;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Asks before several connections are killed. */
final class KillQuestion extends VBox {

    private static final double WIDTH = 400;

    KillQuestion(int count, boolean filtered, Runnable kill, Runnable cancel) {
        Messages texts = Messages.of(KillQuestion.class);
        getStyleClass().addAll("dialog", "kill-question");
        setMaxSize(WIDTH, USE_PREF_SIZE);
        var title = new Label(texts.get("kill.title", count));
        title.getStyleClass().add("dialog-title");
        var sentence = new Label(texts.get(filtered ? "kill.shown.sentence" : "kill.selected.sentence", count));
        sentence.setWrapText(true);
        sentence.getStyleClass().add("muted");
        var no = new Button(texts.get("kill.cancel"));
        no.setId("kill-cancel");
        no.setCancelButton(true);
        no.setOnAction(e -> cancel.run());
        var yes = new Button(texts.get("kill.confirm", count));
        yes.setId("kill-confirm");
        yes.getStyleClass().add("danger");
        yes.setDefaultButton(true);
        yes.setOnAction(e -> kill.run());
        var buttons = new HBox(no, yes);
        buttons.getStyleClass().add("dialog-buttons");
        buttons.setAlignment(Pos.CENTER_RIGHT);
        getChildren().addAll(title, sentence, buttons);
    }
}
