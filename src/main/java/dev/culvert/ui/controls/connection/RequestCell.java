package dev.culvert.ui.controls.connection;

import dev.culvert.ui.controls.StateDot;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A request: its answer and what was asked for, then when and how much, then why it was decided so. */
final class RequestCell extends ListCell<RequestRow> {

    private static final int WIDTH = 260;

    private final StateDot status = new StateDot();
    private final Label method = new Label();
    private final Label target = new Label();
    private final Label time = new Label();
    private final Label figures = new Label();
    private final Label why = new Label();
    private final Tooltip tip = new Tooltip();
    private final VBox box;

    RequestCell() {
        getStyleClass().add("request-cell");
        status.setMinWidth(Region.USE_PREF_SIZE);
        method.setMinWidth(Region.USE_PREF_SIZE);
        method.getStyleClass().add("request-method");
        target.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        time.setMinWidth(Region.USE_PREF_SIZE);
        why.setWrapText(true);
        why.setMinHeight(Region.USE_PREF_SIZE);
        why.getStyleClass().add("request-why");
        why.managedProperty().bind(why.visibleProperty());
        var first = new HBox(status, method, target);
        first.getStyleClass().add("request-line");
        var second = new HBox(time, figures);
        second.getStyleClass().addAll("request-line", "request-figures");
        box = new VBox(first, second, why);
        box.getStyleClass().add("request-box");
        // the list is as wide as the drawer; long paths are shortened and not scrolled to
        setPrefWidth(0);
        tip.setWrapText(true);
        tip.setMaxWidth(WIDTH * 2);
    }

    @Override
    protected void updateItem(@Nullable RequestRow row, boolean empty) {
        super.updateItem(row, empty);
        if (row == null || empty) {
            setGraphic(null);
            setTooltip(null);
            setAccessibleText(null);
            return;
        }
        status.show(row.tone(), row.status());
        method.setText(row.method());
        target.setText(row.target());
        time.setText(row.time());
        figures.setText(row.figures());
        why.setText(row.why());
        why.setVisible(!row.why().isEmpty());
        tip.setText(row.url());
        setTooltip(tip);
        setAccessibleText(
                String.join(", ", row.method(), row.target(), row.status(), row.time(), row.figures(), row.why()));
        setGraphic(box);
    }
}
