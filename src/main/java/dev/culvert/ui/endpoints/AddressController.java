package dev.culvert.ui.endpoints;

import dev.culvert.model.EndpointField;
import dev.culvert.model.Ingress;
import dev.culvert.model.TcpAddress;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.controls.CopyButton;
import dev.culvert.ui.controls.FieldBox;
import dev.culvert.ui.controls.Segments;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import org.jspecify.annotations.Nullable;

/** The part of the dialog that comes to a URL: the name, who may connect, and at which port. */
final class AddressController {

    private final FormViewModel model;
    private final AddressForm address;
    private final Messages texts = Messages.of(AddressController.class);

    @FXML
    private FieldBox nameBox;

    @FXML
    private TextField name;

    @FXML
    private FieldBox portBox;

    @FXML
    private Segments portFrom;

    @FXML
    private TextField port;

    @FXML
    private ComboBox<TcpAddress> reserved;

    @FXML
    private Segments reach;

    @FXML
    private ToggleButton ownIngress;

    @FXML
    private FieldBox ownBox;

    @FXML
    private ComboBox<Ingress> own;

    @FXML
    private FieldBox listedBox;

    @FXML
    private TextField listed;

    @FXML
    private FieldBox internalBox;

    @FXML
    private TextField internal;

    @FXML
    private Label urlTitle;

    @FXML
    private Label url;

    @FXML
    private Label reachNote;

    @FXML
    private CopyButton copyUrl;

    /** Over what the user writes. */
    AddressController(FormViewModel model) {
        this.model = model;
        this.address = model.address();
    }

    @FXML
    void initialize() {
        name.textProperty().bindBidirectional(model.text(EndpointField.NAME));
        nameBox.problemProperty().bind(model.problem(EndpointField.NAME));
        listed.textProperty().bindBidirectional(model.listed().text());
        listedBox.problemProperty().bind(model.listed().problem());
        internal.textProperty().bindBidirectional(address.internalHost());
        internalBox.problemProperty().bind(model.hostProblem());
        portBox.problemProperty()
                .bind(Bindings.when(model.hostProblem().isEmpty())
                        .then(model.problem(EndpointField.URL))
                        .otherwise(""));
        reach.choose(address.reach(), List.of(AddressForm.Reach.values()));
        ownIngress.setVisible(!address.ownIngresses().isEmpty());
        ownIngress.setManaged(ownIngress.isVisible());
        own.getItems().setAll(address.ownIngresses());
        own.setConverter(new Written<>(i -> i.name() + " · " + i.host()));
        own.valueProperty().bindBidirectional(address.own());
        ownBox.visibleProperty().bind(is(AddressForm.Reach.OWN));
        ownBox.managedProperty().bind(ownBox.visibleProperty());
        listedBox.visibleProperty().bind(is(AddressForm.Reach.LISTED));
        listedBox.managedProperty().bind(listedBox.visibleProperty());
        internalBox.visibleProperty().bind(is(AddressForm.Reach.INTERNAL));
        internalBox.managedProperty().bind(internalBox.visibleProperty());
        address.reach().subscribe((old, now) -> (internalBox.isVisible() ? internal : listed).requestFocus());
        portFrom.choose(address.portFrom(), List.of(AddressForm.PortFrom.values()));
        port.textProperty().bindBidirectional(address.chosenPort());
        port.visibleProperty().bind(address.portFrom().isEqualTo(AddressForm.PortFrom.CHOSEN));
        port.managedProperty().bind(port.visibleProperty());
        var choice = new ReservedChoice(reserved, portBox, model);
        choice.begin();
        address.portFrom().subscribe((old, now) -> {
            // also chosen for the user, who is then writing elsewhere
            if (portFrom.isFocusWithin()) {
                port.requestFocus();
            }
        });
        url.textProperty().bind(address.url().map(now -> address.waitsForPort() ? now + "…" : now));
        copyUrl.copiedProperty().bind(address.url());
        urlTitle.textProperty()
                .bind(Bindings.when(internalBox.visibleProperty())
                        .then(texts.get("form.url.internal"))
                        .otherwise(texts.get("form.url")));
        reachNote.textProperty().bind(address.reach().map(now -> switch (now) {
            case LOCAL -> texts.get("details.reach.local");
            case LAN -> texts.get("details.reach.lan");
            case LISTED -> texts.get("form.reach.listed.note");
            case INTERNAL -> texts.get("details.reach.internal");
            case OWN -> texts.get("form.reach.own.note", address.ingress().name());
        }));
    }

    private ObservableValue<Boolean> is(AddressForm.Reach wanted) {
        return address.reach().map(now -> now == wanted);
    }

    /** Puts the focus into the name. */
    void focus() {
        name.requestFocus();
    }

    /** The fields that may have problems. */
    Stream<FieldBox> boxes() {
        return Stream.of(nameBox, portBox, listedBox, internalBox);
    }

    /** The input of a field that needs another one than the field says; null if it is the field's own. */
    @Nullable TextField input(FieldBox box) {
        return box.equals(portBox) ? port : null;
    }
}
