package dev.culvert.ui.addresses;

import dev.culvert.model.CustomDomain;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.controls.CopyButton;
import dev.culvert.ui.controls.FieldBox;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** The dialog for a custom domain. */
final class DomainFormController implements PlaceForm {

    private final DomainFormViewModel model;
    private final Consumer<CustomDomain> done;
    private final Runnable cancelled;
    private final Messages texts = Messages.of(DomainFormController.class);

    @FXML
    private VBox body;

    @FXML
    private FieldBox nameBox;

    @FXML
    private TextField name;

    @FXML
    private FieldBox regionBox;

    @FXML
    private ComboBox<String> region;

    @FXML
    private Label record;

    @FXML
    private CopyButton copyRecord;

    @FXML
    private Label failure;

    @FXML
    private Button submit;

    DomainFormController(DomainFormViewModel model, Consumer<CustomDomain> done, Runnable cancelled) {
        this.model = model;
        this.done = done;
        this.cancelled = cancelled;
    }

    @FXML
    void initialize() {
        bind(model.form(), "name", nameBox, name);
        region.getItems().setAll(model.ingresses());
        region.valueProperty().bindBidirectional(model.region());
        regionBox.problemProperty().bind(model.form().problem("region"));
        var line = model.record();
        record.textProperty().bind(line.map(text -> text.isEmpty() ? texts.get("domain.preview.none") : text));
        copyRecord.copiedProperty().bind(line);
        copyRecord.visibleProperty().bind(line.isNotEmpty());
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
