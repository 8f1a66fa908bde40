package dev.culvert.ui.endpoints;

import dev.culvert.model.TcpAddress;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.controls.FieldBox;
import java.util.List;
import javafx.scene.control.ComboBox;

/** The reserved addresses to choose from: those of the ingress that the rest of the form comes to. */
final class ReservedChoice {

    private final ComboBox<TcpAddress> box;
    private final FieldBox field;
    private final FormViewModel model;
    private final AddressForm address;
    private final Messages texts = Messages.of(ReservedChoice.class);

    ReservedChoice(ComboBox<TcpAddress> box, FieldBox field, FormViewModel model) {
        this.box = box;
        this.field = field;
        this.model = model;
        this.address = model.address();
    }

    /** Follows the form from now on. */
    void begin() {
        box.visibleProperty().bind(address.portFrom().isEqualTo(AddressForm.PortFrom.RESERVED));
        box.managedProperty().bind(box.visibleProperty());
        box.setConverter(
                new Written<>(a -> a.description().isEmpty() ? "" + a.port() : a.port() + " · " + a.description()));
        box.valueProperty().subscribe(chosen -> address.reservedPort().set(chosen == null ? "" : "" + chosen.port()));
        address.portFrom().subscribe((old, now) -> fill());
        address.reach().subscribe((old, now) -> fill());
        address.own().subscribe((old, now) -> fill());
        fill();
    }

    private void fill() {
        List<TcpAddress> offered = model.reserved();
        TcpAddress chosen = box.getValue();
        if (!offered.equals(box.getItems())) {
            box.getItems().setAll(offered);
        }
        if (!offered.contains(chosen)) {
            box.setValue(offered.isEmpty() ? null : offered.getFirst());
        }
        boolean isBare = offered.isEmpty() && address.portFrom().get() == AddressForm.PortFrom.RESERVED;
        box.setDisable(offered.isEmpty());
        field.setHelp(isBare ? texts.get("form.port.reserved.none") : "");
    }
}
