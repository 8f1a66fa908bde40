package dev.culvert.ui.endpoints;

import dev.culvert.ui.common.Messages;
import dev.culvert.ui.endpoints.EndpointText.Count;
import dev.culvert.ui.endpoints.EndpointText.Flow;
import dev.culvert.ui.endpoints.EndpointText.Line;
import dev.culvert.ui.endpoints.EndpointText.Name;
import dev.culvert.ui.endpoints.EndpointText.State;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/** Gives the table its columns. */
final class EndpointTable {

    /** Two lines of text and their air. */
    static final double ROW_HEIGHT = 48;

    private final TableView<EndpointRow> table;
    private final Messages texts = Messages.of(EndpointTable.class);

    EndpointTable(TableView<EndpointRow> table) {
        this.table = table;
    }

    /**
     * Makes the columns.
     *
     * @param onSwitch hears of a wish that the user changes in the table
     */
    void build(BiConsumer<EndpointRow, Boolean> onSwitch) {
        table.setFixedCellSize(ROW_HEIGHT);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        table.setTableMenuButtonVisible(true);
        TableColumn<EndpointRow, Boolean> enabled =
                column("enabled", 64, EndpointText::enabled, column -> new SwitchCell(onSwitch));
        enabled.setMaxWidth(64);
        enabled.getStyleClass().add("first");
        enabled.setResizable(false);
        TableColumn<EndpointRow, State> state = column("state", 96, EndpointText::state, column -> new StateCell());
        state.setMaxWidth(120);
        TableColumn<EndpointRow, Name> name = column("name", 130, EndpointText::name, column -> new NameCell());
        TableColumn<EndpointRow, Line> url = column("url", 168, EndpointText::url, column -> new UrlCell());
        TableColumn<EndpointRow, Line> upstream =
                column("upstream", 120, EndpointText::upstream, column -> new LineCell());
        TableColumn<EndpointRow, Count> open = column("open", 48, EndpointText::open, column -> new CountCell());
        open.setMaxWidth(72);
        open.getStyleClass().add("figure");
        TableColumn<EndpointRow, Flow> flow = column("flow", 140, EndpointText::flow, column -> new FlowCell());
        flow.setMaxWidth(180);
        flow.getStyleClass().addAll("figure", "flow");
        table.getColumns().setAll(List.of(enabled, state, name, url, upstream, open, flow));
        List.of(enabled, state, open, flow).forEach(fixed -> fixed.setMinWidth(fixed.getPrefWidth()));
        // the port, at the end of the URL, must not be what gives way
        url.setMinWidth(url.getPrefWidth());
        name.setMinWidth(name.getPrefWidth());
        upstream.setMinWidth(100);
    }

    private <T> TableColumn<EndpointRow, T> column(
            String key,
            double width,
            Function<EndpointText, T> value,
            Function<TableColumn<EndpointRow, T>, TableCell<EndpointRow, T>> cell) {
        var column = new TableColumn<EndpointRow, T>(texts.get("column." + key));
        column.setId("column-" + key);
        column.setPrefWidth(width);
        column.setCellValueFactory(of -> of.getValue().text().map(value));
        column.setCellFactory(cell::apply);
        return column;
    }
}
