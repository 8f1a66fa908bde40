package dev.culvert.ui.addresses;

import dev.culvert.model.EndpointId;
import dev.culvert.ui.common.Messages;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/** Gives the table its columns. */
final class AddressTable {

    private static final double ROW_HEIGHT = 44;

    private final TableView<AddressRow> table;
    private final Messages texts = Messages.of(AddressTable.class);

    AddressTable(TableView<AddressRow> table) {
        this.table = table;
    }

    /**
     * Makes the columns.
     *
     * @param open shows an endpoint
     * @param describe edits the texts of an address
     * @param release gives an address up
     */
    void build(Consumer<EndpointId> open, Consumer<AddressRow> describe, Consumer<AddressRow> release) {
        table.setFixedCellSize(ROW_HEIGHT);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        TableColumn<AddressRow, String> address = text("address", 196, AddressRow::text);
        address.setCellFactory(column -> new AddressCell());
        address.getStyleClass().add("first");
        TableColumn<AddressRow, String> ingress = text("ingress", 68, AddressRow::ingress);
        var users = new TableColumn<AddressRow, AddressRow>(texts.get("column.users"));
        users.setId("column-users");
        users.setPrefWidth(120);
        users.setCellValueFactory(of -> new ReadOnlyObjectWrapper<>(of.getValue()));
        users.setCellFactory(column -> new UsersCell(open));
        users.setComparator(Comparator.comparing(AddressRow::userNames));
        TableColumn<AddressRow, String> domains = text("domains", 112, AddressRow::domains);
        TableColumn<AddressRow, String> description = text("description", 130, AddressRow::description);
        TableColumn<AddressRow, String> reserved = text("reserved", 92, AddressRow::reservedOn);
        reserved.setComparator(null);
        reserved.setSortable(false);
        var actions = new TableColumn<AddressRow, AddressRow>("");
        actions.setCellValueFactory(of -> new ReadOnlyObjectWrapper<>(of.getValue()));
        actions.setCellFactory(column -> new ActionsCell(describe, release));
        actions.setSortable(false);
        actions.setPrefWidth(64);
        actions.setMaxWidth(64);
        actions.setMinWidth(64);
        table.getColumns().setAll(List.of(address, ingress, users, domains, description, reserved, actions));
        address.setMinWidth(180);
        List.of(ingress, domains, reserved).forEach(fixed -> fixed.setMinWidth(fixed.getPrefWidth()));
    }

    private TableColumn<AddressRow, String> text(String key, double width, Function<AddressRow, String> value) {
        var column = new TableColumn<AddressRow, String>(texts.get("column." + key));
        column.setId("column-" + key);
        column.setPrefWidth(width);
        column.setCellValueFactory(of -> new ReadOnlyStringWrapper(value.apply(of.getValue())));
        return column;
    }
}
