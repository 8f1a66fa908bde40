package dev.culvert.ui.addresses;

import dev.culvert.model.TcpAddress;
import dev.culvert.ui.addresses.AddressFormViewModel.PortFrom;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.controls.FieldBox;
import dev.culvert.ui.controls.Segments;
import java.util.List;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** The dialog that reserves or describes an address. */
final class AddressFormController implements PlaceForm {

    private final AddressFormViewModel model;
    private final Consumer<TcpAddress> done;
    private final Runnable cancelled;
    private final Messages texts = Messages.of(AddressFormController.class);

    @FXML
    private Label title;

    @FXML
    private VBox body;

    @FXML
    private FieldBox regionBox;

    @FXML
    private ComboBox<String> region;

    @FXML
    private FieldBox portBox;

    @FXML
    private Segments portFrom;

    @FXML
    private TextField port;

    @FXML
    private FieldBox descriptionBox;

    @FXML
    private TextField description;

    @FXML
    private FieldBox metadataBox;

    @FXML
    private TextField metadata;

    @FXML
    private Label failure;

    @FXML
    private Button submit;

    AddressFormController(AddressFormViewModel model, Consumer<TcpAddress> done, Runnable cancelled) {
        this.model = model;
        this.done = done;
        this.cancelled = cancelled;
    }

    @FXML
    void initialize() {
        title.setText(model.title());
        submit.setText(texts.get(model.isEdit() ? "form.save" : "reserve"));
        region.getItems().setAll(model.ingresses());
        region.valueProperty().bindBidirectional(model.region());
        regionBox.problemProperty().bind(model.form().problem("region"));
        model.region().subscribe(() -> help());
        portFrom.choose(model.portFrom(), List.of(PortFrom.values()));
        port.visibleProperty().bind(model.portFrom().isEqualTo(PortFrom.CHOSEN));
        port.managedProperty().bind(port.visibleProperty());
        model.portFrom().subscribe((old, now) -> {
            help();
            (now == PortFrom.CHOSEN ? port : description).requestFocus();
        });
        for (FieldBox box : List.of(regionBox, portBox)) {
            box.setVisible(!model.isEdit());
            box.setManaged(!model.isEdit());
        }
        bind(model.form(), "port", portBox, port);
        bind(model.form(), "description", descriptionBox, description);
        bind(model.form(), "metadata", metadataBox, metadata);
        finish(model.form(), body, failure, submit);
        help();
    }

    private void help() {
        regionBox.setHelp(model.host());
        portBox.setHelp(
                model.portFrom().get() == PortFrom.ANY
                        ? texts.get("form.port.help", model.range())
                        : texts.get("form.port.help.chosen"));
    }

    @Override
    public Node first() {
        return description;
    }

    @Override
    @FXML
    public void submit() {
        model.submit(done);
    }

    @FXML
    void cancel() {
        cancelled.run();
    }
}
