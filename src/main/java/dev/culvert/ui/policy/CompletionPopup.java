package dev.culvert.ui.policy;

import dev.culvert.policy.text.TextEdit;
import java.util.List;
import java.util.OptionalInt;
import javafx.geometry.Bounds;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import org.fxmisc.richtext.CodeArea;
import org.jspecify.annotations.Nullable;

/** Offers what may be written at the caret (Ctrl+Space); Enter or Tab takes it, Escape closes. */
final class CompletionPopup {

    private static final double ROW_HEIGHT = 26;
    private static final double WIDTH = 420;
    private static final int MOST_ROWS = 8;

    private final PolicyEditor editor;
    private final PolicyText text;
    private final Completions completions;
    private final ListView<Completion> list = new ListView<>();
    private final Label help = new Label();
    private final Popup popup = new Popup();

    CompletionPopup(PolicyEditor editor, PolicyText text, Completions completions) {
        this.editor = editor;
        this.text = text;
        this.completions = completions;
        list.setId("completions");
        list.setFixedCellSize(ROW_HEIGHT);
        list.setFocusTraversable(false);
        list.setCellFactory(view -> new Cell());
        list.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY) {
                take();
            }
        });
        list.getSelectionModel()
                .selectedItemProperty()
                .subscribe(chosen -> help.setText(chosen == null ? "" : chosen.help()));
        help.getStyleClass().add("completion-help");
        help.setWrapText(true);
        help.setMaxWidth(Double.MAX_VALUE);
        var box = new VBox(list, help);
        box.getStyleClass().add("completion-box");
        PopupStyle.dress(box);
        box.setPrefWidth(WIDTH);
        popup.getContent().add(box);
        popup.setAutoHide(true);
        popup.setConsumeAutoHidingEvents(false);
        editor.area().addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        // the popup is given the keys of its owner first
        popup.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        editor.area().caretPositionProperty().addListener((caret, old, now) -> moved());
        editor.area().focusedProperty().subscribe(focused -> {
            if (!focused) {
                popup.hide();
            }
        });
    }

    boolean isShowing() {
        return popup.isShowing();
    }

    void hide() {
        popup.hide();
    }

    private void moved() {
        if (popup.isShowing()) {
            offer();
        }
    }

    /** Offers what fits now. */
    void offer() {
        CodeArea area = editor.area();
        List<Completion> fitting = completions.at(text.text(), area.getCaretPosition());
        Bounds caret = area.getCaretBounds().orElse(null);
        if (fitting.isEmpty() || caret == null) {
            popup.hide();
            return;
        }
        list.getItems().setAll(fitting);
        list.getSelectionModel().select(0);
        list.scrollTo(0);
        list.setPrefHeight(Math.min(MOST_ROWS, fitting.size()) * ROW_HEIGHT + 2);
        if (!popup.isShowing()) {
            popup.show(area, caret.getMinX(), caret.getMaxY() + 2);
        }
    }

    private void pressed(KeyEvent event) {
        KeyCode code = event.getCode();
        if (code == KeyCode.SPACE && event.isControlDown()) {
            offer();
            event.consume();
            return;
        }
        if (!popup.isShowing()) {
            return;
        }
        switch (code) {
            case DOWN -> move(1);
            case UP -> move(-1);
            case PAGE_DOWN -> move(MOST_ROWS);
            case PAGE_UP -> move(-MOST_ROWS);
            case ENTER, TAB -> take();
            case ESCAPE -> popup.hide();
            case LEFT, RIGHT, HOME, END -> {
                popup.hide();
                return;
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void move(int by) {
        int next = Math.clamp(
                list.getSelectionModel().getSelectedIndex() + by,
                0,
                list.getItems().size() - 1);
        list.getSelectionModel().select(next);
        list.scrollTo(Math.max(0, next - MOST_ROWS + 1));
    }

    private void take() {
        Completion chosen = list.getSelectionModel().getSelectedItem();
        popup.hide();
        if (chosen == null) {
            return;
        }
        String now = text.text();
        int caret = editor.area().getCaretPosition();
        int start = Completions.wordStart(now, caret);
        int end = Completions.wordEnd(now, caret);
        String line = now.substring(Indentation.startOfLine(now, start), start);
        String indent = " ".repeat(Indentation.contentColumn(line));
        boolean isKeyAgain = now.startsWith(":", end) && chosen.insertion().startsWith(chosen.label() + ":");
        String insertion = isKeyAgain ? chosen.label() : chosen.insertion().replace("\n", "\n" + indent);
        text.apply(new TextEdit(start, end, insertion));
        editor.move(OptionalInt.of(start + insertion.length()));
    }

    private static final class Cell extends ListCell<Completion> {

        private final Label label = new Label();
        private final Label detail = new Label();
        private final HBox line = new HBox(label, detail);

        Cell() {
            getStyleClass().add("completion");
            label.getStyleClass().add("mono");
            label.setMinWidth(Region.USE_PREF_SIZE);
            detail.getStyleClass().addAll("muted", "small");
            detail.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(detail, Priority.ALWAYS);
            line.getStyleClass().add("line");
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Completion item, boolean empty) {
            super.updateItem(item, empty);
            setGraphic(empty || item == null ? null : line);
            if (item != null) {
                label.setText(item.label());
                detail.setText(item.detail());
            }
        }
    }
}
