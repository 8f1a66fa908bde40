package dev.culvert.ui.addresses;

import dev.culvert.ui.common.Messages;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** What can be done with an address, while its row is pointed at or chosen. */
final class ActionsCell extends TableCell<AddressRow, AddressRow> {

    private final Messages texts = Messages.of(ActionsCell.class);
    private final HBox buttons = new HBox();

    ActionsCell(Consumer<AddressRow> describe, Consumer<AddressRow> release) {
        buttons.getStyleClass().add("row-actions");
        buttons.visibleProperty().bind(AddressCell.isChosen(this));
        add("menu.describe", "fth-edit-2", describe);
        add("menu.release", "fth-trash-2", release);
    }

    private void add(String key, String icon, Consumer<AddressRow> command) {
        var button = new Button("", new FontIcon(icon));
        button.getStyleClass().addAll("button-icon", "flat");
        button.setTooltip(new Tooltip(texts.get(key)));
        button.setAccessibleText(texts.get(key));
        button.setFocusTraversable(false);
        button.setOnAction(e -> {
            AddressRow row = getItem();
            if (row != null) {
                command.accept(row);
            }
        });
        buttons.getChildren().add(button);
    }

    @Override
    protected void updateItem(@Nullable AddressRow row, boolean empty) {
        super.updateItem(row, empty);
        setGraphic(empty || row == null ? null : buttons);
    }
}
