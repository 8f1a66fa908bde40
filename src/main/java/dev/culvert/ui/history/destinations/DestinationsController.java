package dev.culvert.ui.history.destinations;

import dev.culvert.ui.common.Messages;
import dev.culvert.ui.common.UiContext;
import dev.culvert.ui.controls.AskDialog;
import dev.culvert.ui.controls.Clip;
import dev.culvert.ui.controls.CopyButton;
import dev.culvert.ui.controls.EmptyState;
import dev.culvert.ui.controls.StateDot;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.collections.transformation.SortedList;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** The table of the destinations, and below it the one that is chosen. */
final class DestinationsController {

    private final UiContext context;
    private final DestinationsViewModel model;
    private final DetailsText details;
    private final Messages texts = Messages.of(DestinationsController.class);
    private @Nullable String chosen;

    @FXML
    private TableView<DestinationRow> table;

    @FXML
    private VBox strip;

    @FXML
    private StateDot state;

    @FXML
    private Label place;

    @FXML
    private CopyButton copy;

    @FXML
    private Label reason;

    @FXML
    private Label wants;

    @FXML
    private Label facts;

    @FXML
    private Button test;

    @FXML
    private Button skip;

    DestinationsController(UiContext context, DestinationsViewModel model) {
        this.context = context;
        this.model = model;
        this.details = new DetailsText(context.clock());
    }

    @FXML
    void initialize() {
        new DestinationTable(table).build(model.rows());
        var sorted = new SortedList<>(model.rows());
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        ContextMenu menu = menu();
        table.setRowFactory(view -> row(menu));
        table.placeholderProperty()
                .bind(Bindings.when(model.readProperty()).then((Node) empty()).otherwise(new Label()));
        table.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null) {
                chosen = row.id();
                show(row);
            }
        });
        model.rows().addListener((ListChangeListener<DestinationRow>) change -> keepSelection());
        for (Node node : List.of(strip, reason, facts, skip)) {
            node.managedProperty().bind(node.visibleProperty());
        }
        strip.setVisible(false);
        // it stays in use meanwhile: the focus would else go on to the one that skips an event
        test.textProperty().bind(model.testingProperty().map(is -> texts.get(is ? "test.sending" : "test")));
    }

    private EmptyState empty() {
        var first = new Button(texts.get("new"), new FontIcon("fth-plus"));
        first.setId("first-destination");
        first.getStyleClass().add("accent");
        first.setOnAction(e -> create());
        return new EmptyState("fth-send", texts.get("none.title"), texts.get("none.sentence"), first);
    }

    private TableRow<DestinationRow> row(ContextMenu menu) {
        var row = new TableRow<DestinationRow>();
        row.contextMenuProperty()
                .bind(Bindings.when(row.emptyProperty())
                        .then((ContextMenu) null)
                        .otherwise(menu));
        row.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2 && !row.isEmpty()) {
                edit();
            }
        });
        return row;
    }

    private ContextMenu menu() {
        MenuItem skipItem = item("menu.skip", "fth-skip-forward", this::skip);
        var menu = new ContextMenu(
                item("menu.edit", "fth-edit-2", this::edit),
                item("menu.copy", "fth-copy", () -> one(row -> Clip.put(row.place()))),
                item("menu.test", "fth-send", this::test),
                skipItem,
                item("menu.delete", "fth-trash-2", this::delete));
        menu.setOnShowing(e -> {
            DestinationRow row = selected();
            skipItem.setDisable(row == null || !row.isFailing());
        });
        return menu;
    }

    private MenuItem item(String key, String icon, Runnable command) {
        var item = new MenuItem(texts.get(key), new FontIcon(icon));
        item.setId(key);
        item.setOnAction(e -> command.run());
        return item;
    }

    private void pressed(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        switch (event.getCode()) {
            case ENTER -> edit();
            case DELETE -> delete();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private @Nullable DestinationRow selected() {
        return model.rows().stream()
                .filter(row -> row.id().equals(chosen))
                .findFirst()
                .orElse(null);
    }

    private void one(Consumer<DestinationRow> command) {
        DestinationRow row = selected();
        if (row != null) {
            command.accept(row);
        }
    }

    private void keepSelection() {
        DestinationRow row = selected();
        strip.setVisible(row != null);
        if (row != null) {
            show(row);
            if (!Objects.equals(row, table.getSelectionModel().getSelectedItem())) {
                table.getSelectionModel().select(row);
            }
        }
    }

    private void show(DestinationRow row) {
        strip.setVisible(true);
        state.show(row.tone(), row.word());
        place.setText(texts.get("details.title", row.kind(), row.place()));
        copy.setCopied(row.place());
        reason.setText(details.trouble(row));
        reason.setVisible(row.isFailing());
        wants.setText(texts.get("details.wants", row.wants()));
        facts.setText(details.facts(row));
        facts.setVisible(!facts.getText().isEmpty());
        skip.setVisible(row.isFailing());
    }

    void create() {
        new DestinationDialogs(context, model::refresh).create(this::select);
    }

    @FXML
    void edit() {
        one(row -> new DestinationDialogs(context, model::refresh).edit(row, this::select));
    }

    @FXML
    void test() {
        one(model::test);
    }

    @FXML
    void skip() {
        one(model::skip);
    }

    @FXML
    void delete() {
        one(row -> {
            Runnable really = () -> {
                context.modal().close();
                model.delete(row);
            };
            var question = new AskDialog(texts.get("delete.title", row.place()), model.consequences(row));
            context.modal()
                    .show(
                            question.confirming(
                                    "delete-destination",
                                    texts.get("form.cancel"),
                                    context.modal()::close,
                                    texts.get("delete"),
                                    really),
                            () -> {});
        });
    }

    private void select(String id) {
        chosen = id;
        keepSelection();
        // not the button in its place: what was made is on its way
        table.requestFocus();
    }

    /** Puts the keyboard focus into the table, or on the button that stands in its place. */
    void focus() {
        Node first = table.lookup("#first-destination");
        (first != null && model.rows().isEmpty() ? first : table).requestFocus();
    }
}
