package dev.culvert.ui.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.model.CloseReason;
import dev.culvert.ui.controls.connection.Row;
import dev.culvert.ui.staged.House;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;

final class ConnectionColumnsTest extends ConnectionsPageRig {

    @Test
    void columnsAreKeptAsTheUserLeftThem() throws Exception {
        interact(() -> {
            ObservableList<? extends TableColumn<?, ?>> columns = columns();
            columns.get(0).setVisible(false);
            table("#open-connections").getVisibleLeafColumn(0).setPrefWidth(200);
            moveFirstToEnd();
            column("out").setSortType(TableColumn.SortType.DESCENDING);
            sortBy("out");
        });
        await().until(() -> house.settings().containsKey("connections.open.columns"));
        List<String> before = ask(this::shape);
        tearDown();
        var settings = house.settings();
        house = new House(directory, Clock.system(ZoneOffset.UTC));
        house.settings().putAll(settings);
        postgres = house.gateway().endpoints().getFirst().id();
        show();
        assertThat(ask(this::shape)).isEqualTo(before).contains("-state", "sort out DESCENDING");
        open("10.0.0.1", 1).move(0, 9);
        open("10.0.0.2", 2).move(0, 1);
        awaitOpen("10.0.0.1:1", "10.0.0.2:2");
    }

    @SuppressWarnings("unchecked")
    private ObservableList<TableColumn<Row, ?>> columns() {
        return ((TableView<Row>) table("#open-connections")).getColumns();
    }

    private void moveFirstToEnd() {
        List<TableColumn<Row, ?>> columns = new ArrayList<>(columns());
        columns.add(columns.remove(1));
        columns().setAll(columns);
    }

    private TableColumn<Row, ?> column(String key) {
        return columns().stream().filter(c -> key.equals(c.getId())).findFirst().orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private void sortBy(String key) {
        ((TableView<Row>) table("#open-connections")).getSortOrder().setAll(List.of(column(key)));
    }

    @SuppressWarnings("unchecked")
    private List<String> shape() {
        List<String> shape = new ArrayList<>();
        columns().forEach(c -> shape.add((c.isVisible() ? "" : "-") + c.getId()));
        ((TableView<Row>) table("#open-connections"))
                .getSortOrder()
                .forEach(c -> shape.add("sort " + c.getId() + " " + c.getSortType()));
        return shape;
    }

    @Test
    void headersStandOverTheirColumns() {
        for (int i = 1; i <= 60; i++) {
            house.engine().close(open("10.0.0.1", i), CloseReason.CLIENT_CLOSED);
        }
        clickOn("#segment-closed");
        await().until(() -> clients("#closed-connections").size() == 60);
        await().untilAsserted(() -> {
            List<Double> widths = ask(() -> widths("#closed-connections"));
            assertThat(ask(() -> cellWidths("#closed-connections"))).isEqualTo(widths);
            assertThat(ask(() -> headerWidths("#closed-connections"))).isEqualTo(widths);
        });
    }

    private List<Double> widths(String id) {
        List<Double> widths = new ArrayList<>();
        table(id).getVisibleLeafColumns().forEach(c -> widths.add(c.getWidth()));
        return widths;
    }

    private List<Double> headerWidths(String id) {
        List<Double> widths = new ArrayList<>();
        table(id)
                .getVisibleLeafColumns()
                .forEach(c -> widths.add(((Region) lookup(id + " .column-header")
                                .match(n -> c.getId().equals(n.getId()))
                                .query())
                        .getWidth()));
        return widths;
    }

    private List<Double> cellWidths(String id) {
        Node row = lookup(id + " .table-row-cell").query();
        return ((javafx.scene.Parent) row)
                .getChildrenUnmodifiable().stream()
                        .map(cell -> ((Region) cell).getWidth())
                        .toList();
    }
}
