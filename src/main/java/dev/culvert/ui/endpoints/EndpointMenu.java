package dev.culvert.ui.endpoints;

import dev.culvert.ui.common.Messages;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * What a row's menu offers: the same as the keys. The items have no accelerators, since those of a menu hold in the
 * whole window.
 */
final class EndpointMenu {

    private final EndpointsController controller;
    private final Messages texts = Messages.of(EndpointMenu.class);

    EndpointMenu(EndpointsController controller) {
        this.controller = controller;
    }

    ContextMenu build() {
        return new ContextMenu(
                item("menu.edit", "fth-edit-2", controller::edit),
                item("menu.switch", "fth-power", controller::toggle),
                item("menu.copy", "fth-copy", controller::copyUrl),
                item("menu.duplicate", "fth-layers", controller::duplicate),
                new SeparatorMenuItem(),
                item("menu.delete", "fth-trash-2", controller::delete));
    }

    private MenuItem item(String key, String icon, Runnable command) {
        var item = new MenuItem(texts.get(key), new FontIcon(icon));
        item.setId(key);
        item.setOnAction(e -> command.run());
        return item;
    }
}
