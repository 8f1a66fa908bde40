package dev.culvert.ui.controls.connection;

import dev.culvert.ui.common.Messages;
import dev.culvert.ui.common.UiSettings;
import dev.culvert.ui.controls.connection.ColumnSpec.Trait;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/** Gives a table its columns, keeps them as the user leaves them, and says how the user wants it sorted. */
public final class ColumnLayout<R extends Row> {

    private static final double ROW_HEIGHT = 34;
    private static final double NARROWEST = 40;

    private final TableView<R> table;
    private final Map<TableColumn<?, ?>, ColumnSpec<R>> specs = new HashMap<>();

    private ColumnLayout(TableView<R> table) {
        this.table = table;
    }

    /**
     * Lays out a table.
     *
     * @param hidden columns that have to be asked for here
     * @param sort hears how rows are to be sorted, now and whenever that changes; null is as they come
     */
    public static <R extends Row> ColumnLayout<R> of(
            TableView<R> table,
            List<ColumnSpec<R>> specs,
            Set<String> hidden,
            UiSettings settings,
            String settingName,
            Consumer<@Nullable Sorting<R>> sort) {
        var layout = new ColumnLayout<R>(table);
        Messages texts = Messages.of(ColumnLayout.class);
        for (ColumnSpec<R> spec : specs) {
            TableColumn<R, R> column = column(spec, texts.get("column." + spec.key()));
            column.setVisible(!spec.is(Trait.HIDDEN) && !hidden.contains(spec.key()));
            layout.specs.put(column, spec);
            table.getColumns().add(column);
        }
        table.setFixedCellSize(ROW_HEIGHT);
        table.setTableMenuButtonVisible(true);
        table.setSortPolicy(t -> {
            sort.accept(layout.order());
            return true;
        });
        var memory = new ColumnMemory<>(settings, settingName, table);
        memory.restore();
        memory.watch(ColumnFill.of(table, c -> layout.spec(c).is(Trait.STRETCHES)));
        sort.accept(layout.order());
        return layout;
    }

    private static <R extends Row> TableColumn<R, R> column(ColumnSpec<R> spec, String title) {
        var column = new TableColumn<R, R>(title);
        column.setId(spec.key());
        column.setPrefWidth(spec.width());
        column.setMinWidth(NARROWEST);
        column.setCellValueFactory(features -> new ReadOnlyObjectWrapper<>(features.getValue()));
        boolean figure = spec.is(Trait.FIGURE);
        column.setCellFactory(c -> {
            RowCell<R> cell = spec.cell().get();
            if (figure) {
                cell.getStyleClass().add("figure");
            }
            return cell;
        });
        if (figure) {
            column.getStyleClass().add("figure");
            column.setSortType(SortType.DESCENDING);
        }
        return column;
    }

    private ColumnSpec<R> spec(TableColumn<?, ?> column) {
        return Objects.requireNonNull(specs.get(column));
    }

    private @Nullable Sorting<R> order() {
        Comparator<R> order = null;
        for (TableColumn<R, ?> column : table.getSortOrder()) {
            Comparator<R> next = spec(column).order();
            if (column.getSortType() == SortType.DESCENDING) {
                next = next.reversed();
            }
            order = order == null ? next : order.thenComparing(next);
        }
        if (order == null) {
            return null;
        }
        TableColumn<R, ?> first = table.getSortOrder().getFirst();
        return new Sorting<>(order, spec(first).key(), first.getSortType() == SortType.DESCENDING);
    }

    /** Whether a row that does not change keeps its place among its neighbours. */
    public boolean keepsOrder() {
        return table.getSortOrder().isEmpty()
                || !spec(table.getSortOrder().getFirst()).is(Trait.MOVES);
    }
}
