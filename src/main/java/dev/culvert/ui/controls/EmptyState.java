package dev.culvert.ui.controls;

import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.javafx.FontIcon;

/** What stands where a list would, while there is nothing to list: an icon, a title, a sentence, and what to do. */
public final class EmptyState extends VBox {

    private final FontIcon icon = new FontIcon("fth-inbox");
    private final Label title = new Label();
    private final Label sentence = new Label();
    private final HBox actions = new HBox();

    /** An empty state without words. */
    public EmptyState() {
        getStyleClass().add("empty-state");
        icon.getStyleClass().add("empty-icon");
        title.getStyleClass().add("empty-title");
        sentence.getStyleClass().add("empty-sentence");
        sentence.setWrapText(true);
        sentence.setMinHeight(USE_PREF_SIZE);
        sentence.setTextAlignment(TextAlignment.CENTER);
        actions.getStyleClass().add("empty-actions");
        actions.setAlignment(Pos.CENTER);
        setAlignment(Pos.CENTER);
        getChildren().addAll(icon, title, sentence, actions);
    }

    /** An empty state with everything. */
    public EmptyState(String icon, String title, String sentence, Node... actions) {
        this();
        setIcon(icon);
        setTitle(title);
        setSentence(sentence);
        this.actions.getChildren().addAll(actions);
    }

    /** The icon's Ikonli literal. */
    public String getIcon() {
        return icon.getIconLiteral();
    }

    /** The icon's Ikonli literal. */
    public void setIcon(String literal) {
        icon.setIconLiteral(literal);
    }

    /** What is missing, in a few words. */
    public String getTitle() {
        return title.getText();
    }

    /** What is missing, in a few words. */
    public void setTitle(String text) {
        title.setText(text);
    }

    /** What to do about it. */
    public String getSentence() {
        return sentence.getText();
    }

    /** What to do about it. */
    public void setSentence(String text) {
        sentence.setText(text);
    }

    /** The buttons, to be added to. */
    public ObservableList<Node> getActions() {
        return actions.getChildren();
    }
}
