package dev.culvert.ui.addresses;

import dev.culvert.model.EndpointId;
import dev.culvert.ui.common.Messages;
import java.util.function.Consumer;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** The endpoints at an address, each a link to it. */
final class UsersCell extends TableCell<AddressRow, AddressRow> {

    private final Consumer<EndpointId> open;
    private final Messages texts = Messages.of(UsersCell.class);

    UsersCell(Consumer<EndpointId> open) {
        this.open = open;
    }

    @Override
    protected void updateItem(@Nullable AddressRow row, boolean empty) {
        super.updateItem(row, empty);
        if (empty || row == null) {
            setGraphic(null);
            return;
        }
        if (row.users().isEmpty()) {
            var nobody = new Label(texts.get("users.none"));
            nobody.getStyleClass().add("subtle");
            setGraphic(nobody);
            return;
        }
        var links = new HBox();
        links.getStyleClass().add("users");
        for (AddressRow.User user : row.users()) {
            var link = new Hyperlink(user.name());
            link.setAccessibleText(texts.get("users.open", user.name()));
            link.setMinWidth(0);
            link.setOnAction(e -> open.accept(user.id()));
            links.getChildren().add(link);
        }
        setGraphic(links);
    }
}
