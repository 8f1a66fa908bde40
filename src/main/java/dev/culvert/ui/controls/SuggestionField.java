package dev.culvert.ui.controls;

import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.geometry.Bounds;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.stage.Popup;
import org.jspecify.annotations.Nullable;

/**
 * A text field that offers what may be meant: by itself while one types, and all of it on Down or a click into the
 * field. Down and Up move, Enter takes, Escape closes.
 */
public final class SuggestionField extends TextField {

    private static final double ROW_HEIGHT = 32;
    private static final int MOST_ROWS = 7;

    private final ObservableList<Suggestion> suggestions = FXCollections.observableArrayList();
    private final FilteredList<Suggestion> matching = new FilteredList<>(suggestions);
    private final ListView<Suggestion> list = new ListView<>(matching);
    private final Popup popup = new Popup();
    private boolean isTaking;

    /** An empty field without suggestions. */
    public SuggestionField() {
        list.getStyleClass().add("suggestions");
        list.setFixedCellSize(ROW_HEIGHT);
        list.setFocusTraversable(false);
        list.setCellFactory(view -> new SuggestionCell());
        list.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY) {
                take();
            }
        });
        popup.getContent().add(list);
        popup.setAutoHide(true);
        popup.setConsumeAutoHidingEvents(false);
        textProperty().subscribe((old, typed) -> typed(typed));
        focusedProperty().subscribe(focused -> {
            if (!focused) {
                popup.hide();
            }
        });
        setOnMouseClicked(event -> offerAll());
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        // the popup is given the keys of its owner first
        popup.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    }

    /** What is offered. */
    public ObservableList<Suggestion> getSuggestions() {
        return suggestions;
    }

    /** Whether the list is in view. */
    public boolean isOffering() {
        return popup.isShowing();
    }

    private void typed(String typed) {
        if (isTaking || !isFocused()) {
            return;
        }
        matching.setPredicate(suggestion -> suggestion.matches(typed));
        offer();
    }

    private void offerAll() {
        matching.setPredicate(suggestion -> true);
        offer();
    }

    private void offer() {
        if (matching.isEmpty() || getScene() == null) {
            popup.hide();
            return;
        }
        list.setPrefSize(getWidth(), Math.min(MOST_ROWS, matching.size()) * ROW_HEIGHT + 2);
        list.getSelectionModel().clearSelection();
        if (!popup.isShowing()) {
            Bounds bounds = localToScreen(getBoundsInLocal());
            if (bounds != null) {
                popup.show(this, bounds.getMinX(), bounds.getMaxY() + 2);
            }
        }
    }

    private void pressed(KeyEvent event) {
        switch (event.getCode()) {
            case DOWN -> {
                if (popup.isShowing()) {
                    move(1);
                } else {
                    offerAll();
                }
                event.consume();
            }
            case UP -> {
                if (popup.isShowing()) {
                    move(-1);
                    event.consume();
                }
            }
            case ENTER -> {
                if (popup.isShowing() && list.getSelectionModel().getSelectedItem() != null) {
                    take();
                    event.consume();
                }
            }
            case ESCAPE -> {
                if (popup.isShowing()) {
                    popup.hide();
                    event.consume();
                }
            }
            default -> {}
        }
    }

    private void move(int by) {
        int next = Math.clamp(list.getSelectionModel().getSelectedIndex() + by, 0, matching.size() - 1);
        list.getSelectionModel().select(next);
        list.scrollTo(Math.max(0, next - MOST_ROWS + 1));
    }

    private void take() {
        Suggestion chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            isTaking = true;
            setText(chosen.value());
            positionCaret(getLength());
            isTaking = false;
        }
        popup.hide();
    }

    private static final class SuggestionCell extends ListCell<Suggestion> {

        private final Label value = new Label();
        private final Label detail = new Label();
        private final HBox line = new HBox(value, detail);

        SuggestionCell() {
            getStyleClass().add("suggestion");
            value.setMinWidth(Region.USE_PREF_SIZE);
            value.getStyleClass().add("mono");
            detail.getStyleClass().addAll("muted", "small");
            HBox.setHgrow(detail, Priority.ALWAYS);
            line.getStyleClass().add("line");
        }

        @Override
        protected void updateItem(@Nullable Suggestion item, boolean empty) {
            super.updateItem(item, empty);
            setGraphic(empty || item == null ? null : line);
            if (item != null) {
                value.setText(item.value());
                detail.setText(item.detail());
            }
        }
    }

    /** Replaces what is offered, without opening the list. */
    public void suggest(List<Suggestion> offered) {
        suggestions.setAll(offered);
    }
}
