package dev.culvert.ui.settings;

import dev.culvert.ui.common.Messages;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Asks before the API's key is renewed. */
final class RenewQuestion extends VBox {

    private static final double WIDTH = 400;

    RenewQuestion(Messages texts, Runnable renew, Runnable cancel) {
        getStyleClass().add("dialog-card");
        setMaxSize(WIDTH, USE_PREF_SIZE);
        var title = new Label(texts.get("renew.title"));
        title.getStyleClass().add("dialog-title");
        var sentence = new Label(texts.get("renew.sentence"));
        sentence.setWrapText(true);
        sentence.getStyleClass().add("muted");
        var buttons = new HBox(cancelling(texts, cancel), renewing(texts, renew));
        buttons.getStyleClass().add("dialog-foot");
        buttons.setAlignment(Pos.CENTER_RIGHT);
        var head = new HBox(title);
        head.getStyleClass().add("dialog-head");
        var body = new VBox(sentence);
        body.getStyleClass().add("dialog-body");
        getChildren().addAll(head, body, buttons);
    }

    private static Button cancelling(Messages texts, Runnable cancel) {
        var button = new Button(texts.get("renew.cancel"));
        button.setCancelButton(true);
        button.setOnAction(event -> cancel.run());
        return button;
    }

    private static Button renewing(Messages texts, Runnable renew) {
        var button = new Button(texts.get("renew.confirm"));
        button.setId("renew-confirm");
        button.getStyleClass().add("danger");
        button.setDefaultButton(true);
        button.setOnAction(event -> renew.run());
        return button;
    }
}
