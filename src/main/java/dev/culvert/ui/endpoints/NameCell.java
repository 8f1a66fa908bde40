package dev.culvert.ui.endpoints;

import dev.culvert.ui.common.Messages;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** The name with its chips, and below it why the endpoint failed; that line may run on under the columns that step up. */
final class NameCell extends TableCell<EndpointRow, EndpointText.Name> {

    private final Label name = new Label();
    private final Label reason = new Label();
    private final Label policy = new Label();
    private final Label temporary = new Label();
    private final Messages texts = Messages.of(NameCell.class);
    private final Region lines = new Lines();

    NameCell() {
        getStyleClass().add("name-cell");
        // its skin would cut the reason off at the column's edge
        skinProperty().subscribe(skin -> setClip(null));
        name.getStyleClass().add("strong");
        reason.getStyleClass().addAll("danger-text", "small");
        policy.getStyleClass().add("chip");
        policy.setText(texts.get("policy.chip"));
        policy.setGraphic(new FontIcon("fth-shield"));
        policy.setTooltip(new Tooltip(texts.get("policy.chip.tip")));
        temporary.getStyleClass().add("chip");
        temporary.setText(texts.get("temporary.chip"));
        temporary.setTooltip(new Tooltip(texts.get("temporary.tip")));
    }

    @Override
    protected void updateItem(EndpointText.@Nullable Name of, boolean empty) {
        super.updateItem(of, empty);
        if (empty || of == null) {
            setGraphic(null);
            return;
        }
        name.setText(of.name());
        reason.setText(of.reason());
        reason.setVisible(!of.reason().isEmpty());
        policy.setVisible(of.hasPolicy());
        temporary.setVisible(of.isTemporary());
        lines.requestLayout();
        setGraphic(lines);
    }

    private double widthForReason() {
        TableView<EndpointRow> table = getTableView();
        List<TableColumn<EndpointRow, ?>> columns = table.getVisibleLeafColumns();
        int own = columns.indexOf(getTableColumn());
        double width = lines.getWidth();
        for (int i = own + 1; i < columns.size() && isLine(columns.get(i)); i++) {
            width += columns.get(i).getWidth();
        }
        return width;
    }

    private static boolean isLine(TableColumn<?, ?> column) {
        return "column-url".equals(column.getId()) || "column-upstream".equals(column.getId());
    }

    private final class Lines extends Region {

        private static final double GAP = 6;

        Lines() {
            getChildren().addAll(name, policy, temporary, reason);
        }

        @Override
        protected double computePrefWidth(double height) {
            return NameCell.this.getWidth() - NameCell.this.snappedLeftInset() - NameCell.this.snappedRightInset();
        }

        @Override
        protected double computePrefHeight(double width) {
            return EndpointTable.ROW_HEIGHT - 8;
        }

        @Override
        protected void layoutChildren() {
            double height = getHeight();
            double line = reason.isVisible() ? height / 2 : height;
            double room = getWidth();
            for (Label chip : List.of(policy, temporary)) {
                room -= chip.isVisible() ? chip.prefWidth(-1) + GAP : 0;
            }
            double width = Math.clamp(name.prefWidth(-1), 0, Math.max(0, room));
            name.resizeRelocate(0, (line - name.prefHeight(-1)) / 2, width, name.prefHeight(-1));
            double x = width + GAP;
            for (Label chip : List.of(policy, temporary)) {
                if (chip.isVisible()) {
                    double chipHeight = chip.prefHeight(-1);
                    chip.resizeRelocate(x, Math.rint((line - chipHeight) / 2), chip.prefWidth(-1), chipHeight);
                    x += chip.getWidth() + GAP;
                }
            }
            double below = reason.prefHeight(-1);
            reason.resizeRelocate(0, line + (line - below) / 2, widthForReason(), below);
        }
    }
}
