package dev.culvert.ui.addresses;

import dev.culvert.model.Ingress;
import dev.culvert.ui.controls.FieldBox;
import java.util.List;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** The dialog for an ingress of the user's own. */
final class IngressFormController implements PlaceForm {

    private final IngressFormViewModel model;
    private final Consumer<Ingress> done;
    private final Runnable cancelled;

    @FXML
    private Label title;

    @FXML
    private VBox body;

    @FXML
    private FieldBox nameBox;

    @FXML
    private TextField name;

    @FXML
    private FieldBox bindBox;

    @FXML
    private TextField bind;

    @FXML
    private FieldBox hostBox;

    @FXML
    private TextField host;

    @FXML
    private FieldBox portsBox;

    @FXML
    private TextField ports;

    @FXML
    private Label failure;

    @FXML
    private Button submit;

    IngressFormController(IngressFormViewModel model, Consumer<Ingress> done, Runnable cancelled) {
        this.model = model;
        this.done = done;
        this.cancelled = cancelled;
    }

    @FXML
    void initialize() {
        title.setText(model.title());
        List<FieldBox> boxes = List.of(nameBox, bindBox, hostBox, portsBox);
        List<TextField> inputs = List.of(name, bind, host, ports);
        for (int i = 0; i < boxes.size(); i++) {
            bind(model.form(), IngressFormViewModel.FIELDS.get(i), boxes.get(i), inputs.get(i));
        }
        finish(model.form(), body, failure, submit);
    }

    @Override
    public Node first() {
        return name;
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
