package dev.culvert.ui.endpoints;

import atlantafx.base.controls.ToggleSwitch;
import dev.culvert.ui.common.Messages;
import java.util.function.BiConsumer;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableRow;
import org.jspecify.annotations.Nullable;

/** The wish as a switch. It shows what the gateway has, and only asks for a change. */
final class SwitchCell extends TableCell<EndpointRow, Boolean> {

    private final ToggleSwitch toggle = new ToggleSwitch();
    private final Messages texts = Messages.of(SwitchCell.class);
    private boolean isFollowing;

    SwitchCell(BiConsumer<EndpointRow, Boolean> onSwitch) {
        getStyleClass().add("switch-cell");
        toggle.setFocusTraversable(false);
        toggle.selectedProperty().subscribe((old, wished) -> {
            TableRow<EndpointRow> row = getTableRow();
            if (isFollowing || row == null || row.getItem() == null) {
                return;
            }
            follow(old);
            onSwitch.accept(row.getItem(), wished);
        });
    }

    private void follow(boolean enabled) {
        isFollowing = true;
        toggle.setSelected(enabled);
        isFollowing = false;
    }

    @Override
    protected void updateItem(@Nullable Boolean enabled, boolean empty) {
        super.updateItem(enabled, empty);
        if (empty || enabled == null) {
            setGraphic(null);
            return;
        }
        follow(enabled);
        toggle.setAccessibleText(texts.get(enabled ? "switch.off" : "switch.on"));
        setGraphic(toggle);
    }
}
