package dev.culvert.ui.policy;

import dev.culvert.policy.text.TextEdit;
import dev.culvert.ui.common.Messages;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** Finds and replaces in the editor, small and capital letters alike. Enter goes on, Shift+Enter back, Escape closes. */
final class FindBar extends VBox {

    private final PolicyEditor editor;
    private final PolicyText text;
    private final Messages texts = Messages.of(FindBar.class);
    private final TextField sought = field(texts.get("find.prompt"), "findText");
    private final TextField replacement = field(texts.get("find.replacement"), "replaceText");
    private final Label count = new Label();

    FindBar(PolicyEditor editor, PolicyText text) {
        this.editor = editor;
        this.text = text;
        getStyleClass().add("find-bar");
        count.getStyleClass().addAll("muted", "small");
        count.setMinWidth(Region.USE_PREF_SIZE);
        Button all = new Button(texts.get("find.all"));
        all.getStyleClass().add("small");
        all.setId("replaceAll");
        all.setMinWidth(Region.USE_PREF_SIZE);
        all.setOnAction(e -> replaceAll());
        getChildren()
                .addAll(
                        line(
                                sought,
                                count,
                                icon("fth-chevron-up", texts.get("find.previous"), () -> go(false)),
                                icon("fth-chevron-down", texts.get("find.next"), () -> go(true)),
                                icon("fth-x", texts.get("find.close"), this::close)),
                        line(replacement, icon("fth-repeat", texts.get("find.replace"), this::replace), all));
        managedProperty().bind(visibleProperty());
        setVisible(false);
        sought.textProperty().subscribe((old, now) -> {
            tellCount();
            seek(editor.area().getSelection().getStart(), true);
        });
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    }

    private static TextField field(String prompt, String id) {
        var field = new TextField();
        field.setId(id);
        field.setPromptText(prompt);
        field.setAccessibleText(prompt);
        HBox.setHgrow(field, Priority.ALWAYS);
        return field;
    }

    private static HBox line(Node... nodes) {
        var line = new HBox(nodes);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("find-line");
        return line;
    }

    private static Button icon(String literal, String what, Runnable run) {
        var button = new Button("", new FontIcon(literal));
        button.getStyleClass().addAll("button-icon", "flat", "small");
        button.setTooltip(new Tooltip(what));
        button.setAccessibleText(what);
        button.setOnAction(e -> run.run());
        return button;
    }

    /** Comes into view with what is selected. */
    void open() {
        setVisible(true);
        String selected = editor.area().getSelectedText();
        if (!selected.isEmpty() && selected.indexOf('\n') < 0) {
            sought.setText(selected);
        }
        tellCount();
        sought.requestFocus();
        sought.selectAll();
    }

    private void close() {
        setVisible(false);
        editor.area().requestFocus();
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            close();
        } else if (event.getCode() == KeyCode.ENTER && replacement.isFocused()) {
            replace();
        } else if (event.getCode() == KeyCode.ENTER) {
            go(!event.isShiftDown());
        } else {
            return;
        }
        event.consume();
    }

    private List<Integer> hits() {
        List<Integer> hits = new ArrayList<>();
        String wanted = sought.getText();
        String all = text.text();
        int last = wanted.isEmpty() ? -1 : all.length() - wanted.length();
        for (int at = 0; at <= last; at++) {
            if (all.regionMatches(true, at, wanted, 0, wanted.length())) {
                hits.add(at);
                at += wanted.length() - 1;
            }
        }
        return hits;
    }

    private void tellCount() {
        count.setText(sought.getText().isEmpty() ? "" : texts.get("find.count", hits().size()));
    }

    private void go(boolean forwards) {
        var selection = editor.area().getSelection();
        seek(forwards ? selection.getEnd() : selection.getStart() - 1, forwards);
    }

    private void seek(int from, boolean forwards) {
        List<Integer> hits = hits();
        if (hits.isEmpty()) {
            return;
        }
        int hit = forwards
                ? hits.stream().filter(h -> h >= from).findFirst().orElse(hits.getFirst())
                : hits.stream().filter(h -> h <= from).reduce((a, b) -> b).orElse(hits.getLast());
        editor.area().selectRange(hit, hit + sought.getText().length());
        editor.area().requestFollowCaret();
    }

    private void replace() {
        String selected = editor.area().getSelectedText();
        int start = editor.area().getSelection().getStart();
        if (!selected.isEmpty() && selected.equalsIgnoreCase(sought.getText())) {
            text.apply(new TextEdit(start, start + selected.length(), replacement.getText()));
            editor.area().moveTo(start + replacement.getText().length());
            tellCount();
        }
        go(true);
    }

    private void replaceAll() {
        int length = sought.getText().length();
        List<TextEdit> edits = hits().stream()
                .map(hit -> new TextEdit(hit, hit + length, replacement.getText()))
                .toList();
        text.become(TextEdit.applyAll(text.text(), edits));
        tellCount();
    }
}
