package dev.culvert.ui.controls.connection;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.scene.Parent;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.util.Callback;
import javafx.util.Duration;

/**
 * Leaves every column the width that its user gave it, and shares what is left of the table among the columns that can
 * use it. Where the columns need more than there is, the table scrolls.
 */
@SuppressWarnings({"rawtypes", "unchecked"}) // as TableView declares its resize policies
final class ColumnFill implements Callback<TableView.ResizeFeatures, Boolean> {

    private static final Duration SOON = Duration.millis(40);
    private static final List<String> LAID_OUT_BY_COLUMN = List.of(".nested-column-header", ".table-row-cell");

    private final Predicate<TableColumn<?, ?>> stretches;
    private final Map<TableColumn<?, ?>, Double> widths = new HashMap<>();
    private final TableView<?> table;
    private boolean fitting;
    /** Columns are fitted in the table's layout, in which headers and rows do not hear of changes. */
    private final PauseTransition afterLayout = new PauseTransition(SOON);

    private ColumnFill(TableView<?> table, Predicate<TableColumn<?, ?>> stretches) {
        this.table = table;
        this.stretches = stretches;
        afterLayout.setOnFinished(e -> layoutAgain());
    }

    /** Gives a table this way of resizing its columns. */
    static ColumnFill of(TableView<?> table, Predicate<TableColumn<?, ?>> stretches) {
        var fill = new ColumnFill(table, stretches);
        for (TableColumn<?, ?> column : table.getColumns()) {
            fill.widths.put(column, column.getPrefWidth());
            column.widthProperty().subscribe((old, now) -> fill.resized(column, now.doubleValue()));
        }
        table.setColumnResizePolicy(fill);
        table.getVisibleLeafColumns().addListener((ListChangeListener<Object>) change -> fill.fit());
        return fill;
    }

    private void resized(TableColumn<?, ?> column, double width) {
        if (!fitting) {
            widths.put(column, width);
        }
    }

    private void fit() {
        var unused = call(new TableView.ResizeFeatures<>(table, null, 0.0));
    }

    private void layoutAgain() {
        for (String part : LAID_OUT_BY_COLUMN) {
            table.lookupAll(part).forEach(n -> ((Parent) n).requestLayout());
        }
    }

    /** The width that the user gave a column, or that it had at first. */
    double width(TableColumn<?, ?> column) {
        return widths.getOrDefault(column, column.getWidth());
    }

    @Override
    public Boolean call(TableView.ResizeFeatures features) {
        if (features.getColumn() != null) {
            return TableView.UNCONSTRAINED_RESIZE_POLICY.call(features);
        }
        List<? extends TableColumn<?, ?>> columns = table.getVisibleLeafColumns();
        double needed = columns.stream().mapToDouble(this::width).sum();
        long sharing = columns.stream().filter(stretches).count();
        double share = sharing == 0 ? 0 : Math.max(0, Math.floor((features.getContentWidth() - needed) / sharing));
        fitting = true;
        double before = columns.stream().mapToDouble(TableColumn::getWidth).sum();
        for (TableColumn<?, ?> column : columns) {
            features.setColumnWidth(column, width(column) + (stretches.test(column) ? share : 0));
        }
        fitting = false;
        if (columns.stream().mapToDouble(TableColumn::getWidth).sum() != before) {
            afterLayout.playFromStart();
        }
        return true;
    }
}
