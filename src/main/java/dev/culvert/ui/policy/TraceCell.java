package dev.culvert.ui.policy;

import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** A line of a trial's trace. */
final class TraceCell extends ListCell<TraceRow> {

    private static final double INSET = 24;

    private final FontIcon icon = new FontIcon("fth-minus");
    private final Label text = new Label();
    private final Label detail = new Label();
    private final VBox words = new VBox(text, detail);
    private final HBox line = new HBox(icon, words);

    TraceCell() {
        getStyleClass().add("trace-cell");
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        detail.setWrapText(true);
        detail.setMinHeight(Region.USE_PREF_SIZE);
        detail.getStyleClass().addAll("muted", "small");
        detail.managedProperty().bind(detail.textProperty().isNotEmpty());
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        line.getStyleClass().add("finding-line");
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable TraceRow item, boolean empty) {
        super.updateItem(item, empty);
        setGraphic(empty || item == null ? null : line);
        if (item == null) {
            return;
        }
        icon.setIconLiteral(item.outcome().icon());
        for (TraceRow.Outcome outcome : TraceRow.Outcome.values()) {
            icon.getStyleClass().remove(outcome.style());
        }
        icon.getStyleClass().add(item.outcome().style());
        HBox.setMargin(icon, new Insets(0, 0, 0, item.level() * INSET));
        text.getStyleClass().removeAll("mono", "strong");
        text.getStyleClass().add(item.level() == 0 ? "strong" : "mono");
        text.setText(item.text());
        detail.setText(item.detail());
    }
}
