package dev.culvert.ui.history.destinations;

import dev.culvert.model.event.EventDestination;
import dev.culvert.model.event.EventType;
import dev.culvert.model.event.SyslogTarget;
import dev.culvert.model.event.TargetKind;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.controls.CopyButton;
import dev.culvert.ui.controls.FieldBox;
import dev.culvert.ui.controls.Segments;
import dev.culvert.ui.controls.StateDot;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The dialog that makes or changes a destination. */
final class DestinationFormController {

    private final DestinationFormViewModel model;
    private final Runnable changed;
    private final Consumer<EventDestination> finished;
    private final Runnable cancelled;
    private final Messages texts = Messages.of(DestinationFormController.class);
    private @Nullable EventDestination made;

    @FXML
    private Label title;

    @FXML
    private ScrollPane scroll;

    @FXML
    private VBox body;

    @FXML
    private Segments kinds;

    @FXML
    private VBox targets;

    @FXML
    private ComboBox<String> transport;

    @FXML
    private ComboBox<String> facility;

    @FXML
    private TextField secret;

    @FXML
    private CheckBox connections;

    @FXML
    private FieldBox connectionsBox;

    @FXML
    private TextField connectionsFilter;

    @FXML
    private CheckBox requests;

    @FXML
    private FieldBox requestsBox;

    @FXML
    private TextField requestsFilter;

    @FXML
    private CheckBox changes;

    @FXML
    private GridPane grid;

    @FXML
    private Label others;

    @FXML
    private FieldBox descriptionBox;

    @FXML
    private TextField description;

    @FXML
    private VBox secretPart;

    @FXML
    private Label shownSecret;

    @FXML
    private CopyButton copySecret;

    @FXML
    private HBox messageLine;

    @FXML
    private StateDot message;

    @FXML
    private Button cancel;

    @FXML
    private Button submit;

    /**
     * The dialog.
     *
     * @param changed is told as soon as something was changed
     * @param finished is told what, when the user has seen all there is to see
     */
    DestinationFormController(
            DestinationFormViewModel model, Runnable changed, Consumer<EventDestination> finished, Runnable cancelled) {
        this.model = model;
        this.changed = changed;
        this.finished = finished;
        this.cancelled = cancelled;
    }

    @FXML
    void initialize() {
        title.setText(model.title());
        submit.setText(texts.get(model.isEdit() ? "form.save" : "form.create"));
        secret.setPromptText(texts.get(model.isEdit() ? "form.secret.stays" : "form.secret.made"));
        kinds.choose(model.target().kind(), List.of(TargetKind.values()));
        show(kinds, model.target().isNew());
        facility.getItems().setAll(SyslogTarget.facilities());
        transport.getItems().setAll("tcp", "udp");
        facility.valueProperty().bindBidirectional(model.target().text("target.syslog.facility"));
        transport.valueProperty().bindBidirectional(model.target().text("target.syslog.transport"));
        model.target().fields().forEach(this::bindSetting);
        model.target().kind().subscribe(kind -> {
            for (Node part : targets.getChildren()) {
                show(part, kind.wireName().equals(part.getId()));
            }
        });
        bindTraffic(EventType.TCP_CONNECTION_CLOSED, connections, connectionsBox, connectionsFilter);
        bindTraffic(EventType.HTTP_REQUEST_COMPLETE, requests, requestsBox, requestsFilter);
        new ChangesGrid(model.wanted()).fill(grid, changes);
        others.setText(model.others());
        show(others, !model.others().isEmpty());
        bind(descriptionBox, description, model.description(), model.descriptionProblem());
        show(secretPart, false);
        bindFoot();
        body.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER && event.getTarget() instanceof TextField) {
                event.consume();
                submit();
            }
        });
    }

    private void bindFoot() {
        message.textProperty().bind(model.message().map(DestinationFormViewModel.Message::text));
        message.toneProperty().bind(model.message().map(DestinationFormViewModel.Message::tone));
        ObservableValue<Boolean> isTold =
                model.message().map(told -> !told.text().isEmpty());
        messageLine.visibleProperty().bind(isTold);
        messageLine.managedProperty().bind(isTold);
        submit.disableProperty().bind(model.busy());
    }

    private void bindSetting(String field) {
        if (targets.lookup("#" + field.replace('.', '-')) instanceof FieldBox box) {
            box.problemProperty().bind(model.target().problem(field));
            if (box.getField() instanceof TextInputControl input) {
                input.textProperty().bindBidirectional(model.target().text(field));
                input.addEventFilter(KeyEvent.KEY_PRESSED, DestinationFormController::moveOn);
            }
        } else {
            throw new IllegalStateException(field + " has no box");
        }
    }

    /** The Tab key leaves a text area too: headers have none in them. */
    private static void moveOn(KeyEvent event) {
        if (event.getCode() == KeyCode.TAB && event.getSource() instanceof TextArea area) {
            event.consume();
            area.requestFocusTraversal(event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
        }
    }

    private void bindTraffic(EventType type, CheckBox tick, FieldBox box, TextField filter) {
        tick.selectedProperty().bindBidirectional(model.wanted().tick(type));
        bind(box, filter, model.wanted().filter(type), model.wanted().filterProblem(type));
        box.visibleProperty().bind(tick.selectedProperty());
        box.managedProperty().bind(tick.selectedProperty());
    }

    private static void bind(FieldBox box, TextField field, StringProperty text, ReadOnlyStringProperty problem) {
        field.textProperty().bindBidirectional(text);
        box.problemProperty().bind(problem);
    }

    private static void show(Node node, boolean is) {
        node.setVisible(is);
        node.setManaged(is);
    }

    /** Puts the keyboard focus where writing begins. */
    void focus() {
        String kind = model.target().kind().get().wireName().toLowerCase(Locale.ROOT);
        if (targets.lookup("#" + kind + " .field-box") instanceof FieldBox box && box.getField() != null) {
            box.getField().requestFocus();
        }
    }

    /** Its button stays in use meanwhile: the focus would else go on to the one that cancels. */
    @FXML
    void test() {
        model.test();
        lead();
    }

    /** Leads to the first field that is wrong. */
    private void lead() {
        Stream.of(targets.lookupAll(".field-box").stream(), Stream.of(connectionsBox, requestsBox, descriptionBox))
                .flatMap(boxes -> boxes)
                .map(FieldBox.class::cast)
                .filter(box -> box.getParent().isVisible()
                        && !box.problemProperty().get().isEmpty())
                .findFirst()
                .map(FieldBox::getField)
                .ifPresent(Node::requestFocus);
    }

    @FXML
    void submit() {
        if (made != null) {
            finished.accept(made);
            return;
        }
        model.submit(destination -> {
            changed.run();
            if (model.secret().get().isEmpty()) {
                finished.accept(destination);
            } else {
                showSecret(destination);
            }
        });
        lead();
    }

    private void showSecret(EventDestination destination) {
        made = destination;
        shownSecret.setText(model.secret().get());
        copySecret.setCopied(model.secret().get());
        title.setText(texts.get("form.made"));
        show(scroll, false);
        show(secretPart, true);
        show(cancel, false);
        submit.setText(texts.get("form.done"));
        copySecret.requestFocus();
    }

    @FXML
    void cancel() {
        if (made != null) {
            finished.accept(made);
        } else {
            cancelled.run();
        }
    }
}
