package dev.culvert.ui.endpoints;

import dev.culvert.model.Ending;
import dev.culvert.model.EndpointField;
import dev.culvert.model.EndpointKind;
import dev.culvert.model.EndpointStatus;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.controls.FieldBox;
import dev.culvert.ui.controls.Segments;
import dev.culvert.ui.controls.Suggestion;
import dev.culvert.ui.controls.SuggestionField;
import dev.culvert.ui.fx.View;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** The dialog that makes, duplicates and edits an endpoint. */
final class EndpointFormController {

    private static final List<String> PROXY_VERSIONS = List.of("", "1", "2");

    private final FormViewModel model;
    private final String titleText;
    private final Consumer<EndpointStatus> done;
    private final Runnable cancelled;
    private final Messages texts = Messages.of(EndpointFormController.class);
    private final Map<EndpointField, FieldBox> boxes = new EnumMap<>(EndpointField.class);

    private @Nullable AddressController address;
    private @Nullable ReachController beyond;

    @FXML
    private VBox body;

    @FXML
    private VBox place;

    @FXML
    private ScrollPane scroll;

    @FXML
    private Label title;

    @FXML
    private HBox presets;

    @FXML
    private FieldBox upstreamBox;

    @FXML
    private SuggestionField upstream;

    @FXML
    private Label cloudNote;

    @FXML
    private TitledPane advanced;

    @FXML
    private CheckBox cloud;

    @FXML
    private FieldBox policyBox;

    @FXML
    private TextArea policy;

    @FXML
    private FieldBox descriptionBox;

    @FXML
    private TextField description;

    @FXML
    private FieldBox metadataBox;

    @FXML
    private TextField metadata;

    @FXML
    private FieldBox connectBox;

    @FXML
    private TextField connect;

    @FXML
    private FieldBox clientIdleBox;

    @FXML
    private TextField clientIdle;

    @FXML
    private FieldBox serverIdleBox;

    @FXML
    private TextField serverIdle;

    @FXML
    private FieldBox lifetimeBox;

    @FXML
    private TextField lifetime;

    @FXML
    private FieldBox mostBox;

    @FXML
    private TextField most;

    @FXML
    private FieldBox proxyBox;

    @FXML
    private ComboBox<String> proxy;

    @FXML
    private VBox reach;

    @FXML
    private FieldBox endingBox;

    @FXML
    private Segments ending;

    @FXML
    private Label failure;

    @FXML
    private Button submit;

    /**
     * A dialog.
     *
     * @param done is given the endpoint that came of it
     * @param cancelled is told that nothing shall come of it
     */
    EndpointFormController(FormViewModel model, String title, Consumer<EndpointStatus> done, Runnable cancelled) {
        this.model = model;
        this.titleText = title;
        this.done = done;
        this.cancelled = cancelled;
    }

    @FXML
    void initialize() {
        title.setText(titleText);
        submit.setText(texts.get(model.isEdit() ? "form.save" : "form.create"));
        submit.disableProperty().bind(model.busy());
        failure.textProperty().bind(model.failure());
        field(EndpointField.UPSTREAM, upstreamBox, upstream);
        field(EndpointField.DESCRIPTION, descriptionBox, description);
        field(EndpointField.METADATA, metadataBox, metadata);
        field(EndpointField.CONNECT_TIMEOUT, connectBox, connect);
        field(EndpointField.CLIENT_IDLE_TIMEOUT, clientIdleBox, clientIdle);
        field(EndpointField.SERVER_IDLE_TIMEOUT, serverIdleBox, serverIdle);
        field(EndpointField.MAX_LIFETIME, lifetimeBox, lifetime);
        field(EndpointField.MAX_CONNECTIONS, mostBox, most);
        box(EndpointField.TRAFFIC_POLICY, policyBox);
        policy.textProperty().bindBidirectional(model.text(EndpointField.TRAFFIC_POLICY));
        box(EndpointField.PROXY_PROTOCOL, proxyBox);
        proxy.getItems().setAll(PROXY_VERSIONS.stream().map(this::proxyText).toList());
        proxy.getSelectionModel()
                .select(PROXY_VERSIONS.indexOf(
                        model.text(EndpointField.PROXY_PROTOCOL).get()));
        proxy.getSelectionModel()
                .selectedIndexProperty()
                .subscribe(index -> model.text(EndpointField.PROXY_PROTOCOL).set(PROXY_VERSIONS.get(index.intValue())));
        View<AddressController> where = View.load(AddressController.class, () -> new AddressController(model));
        address = where.controller();
        place.getChildren().setAll(where.root());
        View<ReachController> around = View.load(ReachController.class, () -> new ReachController(model));
        beyond = around.controller();
        reach.getChildren().setAll(around.root());
        kinds();
        fillPresets();
        showWhen(endingBox, model.openConnections() > 0);
        endingBox.setLabel(texts.get("form.ending", model.openConnections()));
        ending.choose(model.ending(), List.of(Ending.KEEP, Ending.DRAIN, Ending.CLOSE));
        body.addEventHandler(KeyEvent.KEY_PRESSED, this::enterSubmits);
    }

    private void kinds() {
        cloud.setDisable(model.isEdit());
        cloud.setOnAction(e -> model.kind().set(cloud.isSelected() ? EndpointKind.CLOUD : EndpointKind.AGENT));
        model.kind().subscribe(now -> {
            boolean isCloud = now == EndpointKind.CLOUD;
            cloud.setSelected(isCloud);
            showWhen(cloudNote, isCloud);
            upstreamBox.setDisable(isCloud);
            if (isCloud) {
                advanced.setExpanded(true);
            }
        });
    }

    private static void showWhen(Node node, boolean condition) {
        node.setVisible(condition);
        node.setManaged(condition);
    }

    private String proxyText(String version) {
        return version.isEmpty() ? texts.get("form.proxy.none") : texts.get("fact.proxy.version", version);
    }

    private void field(EndpointField field, FieldBox box, TextField input) {
        input.textProperty().bindBidirectional(model.text(field));
        box(field, box);
    }

    private void box(EndpointField field, FieldBox box) {
        boxes.put(field, box);
        box.problemProperty().bind(model.problem(field));
    }

    private void fillPresets() {
        showWhen(presets, !model.isEdit());
        var group = new ToggleGroup();
        for (Preset preset : Preset.values()) {
            var button = new ToggleButton(texts.get(preset.key()), new FontIcon(preset.icon()));
            button.setId("preset-" + preset.name());
            button.getStyleClass().add("preset");
            button.setToggleGroup(group);
            button.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(button, Priority.ALWAYS);
            button.setOnAction(e -> {
                button.setSelected(true);
                model.apply(preset);
                upstream.requestFocus();
                upstream.end();
            });
            presets.getChildren().add(button);
        }
    }

    /** Offers the ports that listen on this machine. */
    void suggest(List<Suggestion> ports) {
        upstream.suggest(ports);
    }

    /** Puts the focus where writing begins. */
    void focus() {
        if (model.kind().get() == EndpointKind.CLOUD && address != null) {
            address.focus();
        } else {
            upstream.requestFocus();
        }
    }

    private void enterSubmits(KeyEvent event) {
        boolean isText = event.getTarget() instanceof TextField;
        if (event.getCode() == KeyCode.ENTER && isText) {
            event.consume();
            submit();
        }
    }

    @FXML
    void submit() {
        model.submit(done);
        Stream.of(
                        boxes.values().stream(),
                        address == null ? Stream.<FieldBox>of() : address.boxes(),
                        beyond == null ? Stream.<FieldBox>of() : beyond.boxes())
                .flatMap(part -> part)
                .filter(box -> !box.problemProperty().get().isEmpty())
                .findFirst()
                .ifPresent(this::lead);
    }

    private void lead(FieldBox wrong) {
        for (Node above = wrong; above != null; above = above.getParent()) {
            if (advanced.equals(above)) {
                advanced.setExpanded(true);
            }
        }
        Node special = address == null ? null : address.input(wrong);
        Node input = special == null ? wrong.getField() : special;
        if (input != null) {
            input.requestFocus();
        }
        scroll.layout();
    }

    @FXML
    void cancel() {
        cancelled.run();
    }
}
