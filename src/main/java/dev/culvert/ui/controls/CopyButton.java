package dev.culvert.ui.controls;

import dev.culvert.ui.common.Messages;
import javafx.animation.PauseTransition;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;

/** Puts a text on the clipboard, and shows for a moment that it did. */
public final class CopyButton extends Button {

    private static final Duration SHOWN = Duration.seconds(1.5);

    private final StringProperty copied = new SimpleStringProperty(this, "copied", "");
    private final FontIcon icon = new FontIcon("fth-copy");
    private final PauseTransition back = new PauseTransition(SHOWN);

    /** A button that copies nothing yet. */
    public CopyButton() {
        Messages texts = Messages.of(CopyButton.class);
        getStyleClass().addAll("button-icon", "flat", "copy-button");
        setGraphic(icon);
        var tip = new Tooltip();
        tip.textProperty().bind(copied.map(text -> texts.get("copy.tip", text)));
        setTooltip(tip);
        accessibleTextProperty().bind(copied.map(text -> texts.get("copy.tip", text)));
        setOnAction(e -> copy());
        back.setOnFinished(e -> icon.setIconLiteral("fth-copy"));
    }

    /** A button that copies that text. */
    public CopyButton(String text) {
        this();
        setCopied(text);
    }

    private void copy() {
        Clip.put(getCopied());
        icon.setIconLiteral("fth-check");
        back.playFromStart();
    }

    /** The text that is copied. */
    public StringProperty copiedProperty() {
        return copied;
    }

    /** The text that is copied. */
    public String getCopied() {
        return copied.get();
    }

    /** The text that is copied. */
    public void setCopied(String text) {
        copied.set(text);
    }
}
