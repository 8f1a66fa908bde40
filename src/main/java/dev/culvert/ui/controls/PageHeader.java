package dev.culvert.ui.controls;

import atlantafx.base.controls.CustomTextField;
import javafx.beans.DefaultProperty;
import javafx.beans.binding.Bindings;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The top of a page: its title, a search field, and its buttons, the main one last. The children in FXML are the
 * buttons. Without a prompt there is no search field.
 */
@DefaultProperty("buttons")
public final class PageHeader extends HBox {

    private final Label title = new Label();
    private final CustomTextField search = new CustomTextField();
    private final HBox buttons = new HBox();
    private final HBox lead = new HBox();

    /** A header without a title, search field or buttons. */
    public PageHeader() {
        getStyleClass().add("page-header");
        title.getStyleClass().add("page-title");
        title.setMinWidth(USE_PREF_SIZE);
        search.getStyleClass().add("search-field");
        search.setLeft(new FontIcon("fth-search"));
        search.setVisible(false);
        search.managedProperty().bind(search.visibleProperty());
        search.addEventFilter(KeyEvent.KEY_PRESSED, this::clearOnEscape);
        buttons.getStyleClass().add("page-buttons");
        buttons.setAlignment(Pos.CENTER_RIGHT);
        buttons.managedProperty().bind(Bindings.isNotEmpty(buttons.getChildren()));
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        setAlignment(Pos.CENTER_LEFT);
        lead.managedProperty().bind(Bindings.isNotEmpty(lead.getChildren()));
        lead.getStyleClass().add("page-lead");
        lead.setAlignment(Pos.CENTER_LEFT);
        lead.setFillHeight(false);
        getChildren().addAll(title, lead, gap, search, buttons);
    }

    private void clearOnEscape(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE && !search.getText().isEmpty()) {
            search.clear();
            event.consume();
        }
    }

    /** The page's title. */
    public String getTitle() {
        return title.getText();
    }

    /** The page's title. */
    public void setTitle(String text) {
        title.setText(text);
    }

    /** What the search field says while it is empty. */
    public String getPrompt() {
        return search.getPromptText();
    }

    /** What the search field says while it is empty; also shows the field. */
    public void setPrompt(String text) {
        search.setPromptText(text);
        search.setAccessibleText(text);
        search.setVisible(true);
    }

    /** The search field. */
    public TextField getSearch() {
        return search;
    }

    /** What stands beside the title, such as a choice between the page's parts. */
    public ObservableList<Node> getLead() {
        return lead.getChildren();
    }

    /** The buttons at the right, the main one last. */
    public ObservableList<Node> getButtons() {
        return buttons.getChildren();
    }

    /** Puts the focus into the search field and selects what stands there. */
    public void focusSearch() {
        search.requestFocus();
        search.selectAll();
    }
}
