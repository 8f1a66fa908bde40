package dev.culvert.ui.history.destinations;

import dev.culvert.ui.common.Messages;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ObservableList;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/** Gives the table its columns. */
final class DestinationTable {

    private static final double ROW_HEIGHT = 44;

    private final TableView<DestinationRow> table;
    private final Messages texts = Messages.of(DestinationTable.class);

    DestinationTable(TableView<DestinationRow> table) {
        this.table = table;
    }

    /** Makes the columns; the one of what was lost is there only if a row has something to say in it. */
    void build(ObservableList<DestinationRow> rows) {
        table.setFixedCellSize(ROW_HEIGHT);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        TableColumn<DestinationRow, DestinationRow> state = whole("state", 124, DestinationRow::word);
        state.getStyleClass().add("first");
        state.setCellFactory(column -> new StateCell());
        TableColumn<DestinationRow, String> kind = text("kind", 116, DestinationRow::kind);
        TableColumn<DestinationRow, DestinationRow> place = whole("place", 250, DestinationRow::place);
        place.setCellFactory(column -> new PlaceCell());
        TableColumn<DestinationRow, String> wants = text("wants", 250, DestinationRow::wants);
        TableColumn<DestinationRow, Long> delivered =
                figure("delivered", row -> row.state().progress().delivered());
        TableColumn<DestinationRow, Long> waiting =
                figure("waiting", row -> row.state().waiting());
        TableColumn<DestinationRow, String> lost = text("lost", 150, DestinationRow::lost);
        lost.visibleProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> rows.stream().anyMatch(row -> !row.lost().isEmpty()), rows));
        for (TableColumn<DestinationRow, ?> fixed : List.of(state, kind, delivered, waiting)) {
            fixed.setMinWidth(fixed.getPrefWidth());
            fixed.setMaxWidth(fixed.getPrefWidth());
        }
        lost.setMinWidth(84);
        lost.setMaxWidth(170);
        place.setMinWidth(120);
        wants.setMinWidth(120);
        table.getColumns().setAll(List.of(state, kind, place, wants, delivered, waiting, lost));
    }

    private TableColumn<DestinationRow, String> text(String key, double width, Function<DestinationRow, String> value) {
        TableColumn<DestinationRow, String> column = column(key, width);
        column.setCellValueFactory(of -> new ReadOnlyStringWrapper(value.apply(of.getValue())));
        return column;
    }

    private TableColumn<DestinationRow, DestinationRow> whole(
            String key, double width, Function<DestinationRow, String> order) {
        TableColumn<DestinationRow, DestinationRow> column = column(key, width);
        column.setCellValueFactory(of -> new ReadOnlyObjectWrapper<>(of.getValue()));
        column.setComparator(Comparator.comparing(order, String.CASE_INSENSITIVE_ORDER));
        return column;
    }

    private TableColumn<DestinationRow, Long> figure(String key, ToLongFunction<DestinationRow> value) {
        TableColumn<DestinationRow, Long> column = column(key, 84);
        column.getStyleClass().add("figure");
        column.setCellValueFactory(of -> new ReadOnlyObjectWrapper<>(value.applyAsLong(of.getValue())));
        return column;
    }

    private <T> TableColumn<DestinationRow, T> column(String key, double width) {
        var column = new TableColumn<DestinationRow, T>(texts.get("column." + key));
        column.setId("column-" + key);
        column.setPrefWidth(width);
        return column;
    }
}
