package dev.culvert.ui.policy;

import dev.culvert.model.Ending;
import dev.culvert.ui.common.Messages;
import java.util.List;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Shows what a draft changes, and asks what becomes of open connections if there are any. */
final class ApplyController {

    private static final double ROW_HEIGHT = 20;
    private static final double MOST_HEIGHT = 340;

    private final List<LineDiff.Line> lines;
    private final String question;
    private final Consumer<Ending> apply;
    private final Runnable cancel;
    private final Messages texts = Messages.of(ApplyController.class);

    @FXML
    private ListView<LineDiff.Line> diff;

    @FXML
    private VBox ending;

    @FXML
    private Label openConnections;

    @FXML
    private RadioButton keep;

    @FXML
    private RadioButton drain;

    @FXML
    private RadioButton close;

    @FXML
    private Button confirm;

    /**
     * The dialog.
     *
     * @param question how many connections are open, as a sentence; empty if none is
     */
    ApplyController(List<LineDiff.Line> lines, String question, Consumer<Ending> apply, Runnable cancel) {
        this.lines = lines;
        this.question = question;
        this.apply = apply;
        this.cancel = cancel;
    }

    @FXML
    void initialize() {
        diff.setCellFactory(view -> new LineCell());
        diff.setFixedCellSize(ROW_HEIGHT);
        diff.getItems().setAll(lines);
        diff.setPrefHeight(Math.min(MOST_HEIGHT, lines.size() * ROW_HEIGHT + 4));
        ending.managedProperty().bind(ending.visibleProperty());
        ending.setVisible(!question.isEmpty());
        openConnections.setText(question);
        var group = new ToggleGroup();
        List.of(keep, drain, close).forEach(choice -> choice.setToggleGroup(group));
        keep.setSelected(true);
    }

    void focus() {
        confirm.requestFocus();
    }

    @FXML
    void confirm() {
        apply.accept(close.isSelected() ? Ending.CLOSE : drain.isSelected() ? Ending.DRAIN : Ending.KEEP);
    }

    @FXML
    void cancel() {
        cancel.run();
    }

    private final class LineCell extends ListCell<LineDiff.Line> {

        LineCell() {
            getStyleClass().add("diff-line");
        }

        @Override
        protected void updateItem(LineDiff.@Nullable Line item, boolean empty) {
            super.updateItem(item, empty);
            for (LineDiff.Kind kind : LineDiff.Kind.values()) {
                getStyleClass().remove(kind.style());
            }
            if (empty || item == null) {
                setText(null);
                return;
            }
            getStyleClass().add(item.kind().style());
            boolean isGap = item.kind() == LineDiff.Kind.GAP;
            setText(
                    isGap
                            ? texts.get("apply.gap", Integer.valueOf(item.text()))
                            : "%4d %s %s".formatted(item.number(), item.kind().sign(), item.text()));
        }
    }
}
