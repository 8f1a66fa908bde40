package dev.culvert.ui.endpoints;

import dev.culvert.model.Ending;
import dev.culvert.model.EndpointId;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.common.UiContext;
import dev.culvert.ui.controls.Clip;
import dev.culvert.ui.controls.EmptyState;
import dev.culvert.ui.controls.PageHeader;
import dev.culvert.ui.fx.Subscription;
import dev.culvert.ui.fx.View;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.transformation.SortedList;
import javafx.fxml.FXML;
import javafx.geometry.Orientation;
import javafx.scene.Parent;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableColumnBase;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TableView.TableViewSelectionModel;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import org.jspecify.annotations.Nullable;

/** The page of endpoints: the table, and the details beside it or, in a narrow window, below it. */
final class EndpointsController {

    private static final double SHARE = 0.675;
    /** As in the style sheet. */
    private static final double LEAST_DETAILS = 320;
    /** The scroll bar of the table and the divider. */
    private static final double BARS = 10;

    private static final KeyCombination DUPLICATE = new KeyCodeCombination(KeyCode.D, KeyCombination.SHORTCUT_DOWN);

    private final UiContext context;
    private final EndpointsViewModel model;
    private final DetailsViewModel details;
    private final EndpointDialogs dialogs;
    private final DetailsPane detailsPane;
    private final Messages texts = Messages.of(EndpointsController.class);
    /** Whether the details have the place of the table, too. */
    private final BooleanProperty expanded = new SimpleBooleanProperty();

    private Subscription beat = () -> {};
    private @Nullable EndpointId awaited;
    private @Nullable View<DetailsController> detailsView;

    @FXML
    private PageHeader header;

    @FXML
    private SplitPane split;

    @FXML
    private TableView<EndpointRow> table;

    @FXML
    private EmptyState first;

    /** Makes the details, which need this controller's commands. */
    interface DetailsPane {

        /** Loads the details. */
        View<DetailsController> load(
                DetailsViewModel details,
                BooleanProperty expanded,
                DetailsController.Actions actions,
                Consumer<EndpointRow> again);
    }

    EndpointsController(
            UiContext context, EndpointsViewModel model, DetailsViewModel details, DetailsPane detailsPane) {
        this.context = context;
        this.model = model;
        this.details = details;
        this.detailsPane = detailsPane;
        this.dialogs = new EndpointDialogs(context, status -> select(status.id()));
    }

    @FXML
    void initialize() {
        new EndpointTable(table).build(this::switchTo);
        var sorted = new SortedList<>(model.shown());
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.setPlaceholder(new EmptyState("fth-search", texts.get("none.title"), texts.get("none.sentence")));
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        ContextMenu menu = new EndpointMenu(this).build();
        table.setRowFactory(view -> row(menu));
        details.row().bind(table.getSelectionModel().selectedItemProperty());
        header.getSearch().textProperty().bindBidirectional(model.search());
        first.visibleProperty().bind(Bindings.isEmpty(model.rows()));
        split.visibleProperty().bind(first.visibleProperty().not());
        var actions = new DetailsController.Actions(this::edit, this::duplicate, this::delete);
        var view = detailsPane.load(details, expanded, actions, row -> model.switchTo(row, true, Ending.KEEP));
        detailsView = view;
        arrange(view.root());
        expanded.subscribe((old, wide) -> {
            if (wide) {
                split.getItems().remove(table);
            } else {
                split.getItems().addFirst(table);
                split.setDividerPositions(share());
            }
        });
        model.rows().addListener((ListChangeListener<EndpointRow>) change -> keepSelection());
    }

    private void arrange(Parent side) {
        SplitPane.setResizableWithParent(side, false);
        split.getItems().add(side);
        split.setDividerPositions(SHARE);
        split.widthProperty().subscribe(width -> {
            Orientation wanted = width.doubleValue() > 0 && width.doubleValue() < leastTable() + LEAST_DETAILS
                    ? Orientation.VERTICAL
                    : Orientation.HORIZONTAL;
            if (split.getOrientation() != wanted) {
                split.setOrientation(wanted);
                // below the table the details keep their share, beside it their width
                SplitPane.setResizableWithParent(side, wanted == Orientation.VERTICAL);
                split.setDividerPositions(share());
            }
        });
    }

    private double share() {
        if (split.getOrientation() == Orientation.VERTICAL) {
            return 0.5;
        }
        return split.getWidth() > 0 ? Math.max(SHARE, leastTable() / split.getWidth()) : SHARE;
    }

    /** How wide the table must be that no column is cut. */
    private double leastTable() {
        return BARS
                + table.getVisibleLeafColumns().stream()
                        .mapToDouble(TableColumnBase::getMinWidth)
                        .sum();
    }

    private TableRow<EndpointRow> row(ContextMenu menu) {
        var row = new TableRow<EndpointRow>();
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

    private void keepSelection() {
        EndpointId wanted = awaited;
        if (wanted != null && model.row(wanted).isPresent()) {
            select(wanted);
        }
    }

    private void pressed(KeyEvent event) {
        if (DUPLICATE.match(event)) {
            duplicate();
            event.consume();
            return;
        }
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        switch (event.getCode()) {
            case ENTER -> edit();
            case SPACE -> toggle();
            case DELETE -> delete();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private List<EndpointRow> chosen() {
        return List.copyOf(table.getSelectionModel().getSelectedItems());
    }

    @FXML
    void create() {
        dialogs.create();
    }

    void edit() {
        one(row -> dialogs.edit(row.status().endpoint()));
    }

    void duplicate() {
        one(row -> dialogs.duplicate(row.status().endpoint()));
    }

    private void one(Consumer<EndpointRow> command) {
        EndpointRow row = table.getSelectionModel().getSelectedItem();
        if (row != null) {
            command.accept(row);
        }
    }

    void delete() {
        List<EndpointRow> rows = chosen();
        if (!rows.isEmpty()) {
            model.delete(rows);
        }
    }

    void showPolicy() {
        if (detailsView != null) {
            detailsView.controller().showPolicy();
        }
    }

    void copyUrl() {
        one(row -> Clip.put(row.status().endpoint().url().toString()));
    }

    /** Switches all that are chosen to the opposite of the one that has the focus. */
    void toggle() {
        one(lead -> {
            boolean on = !lead.status().endpoint().enabled();
            List<EndpointRow> rows = chosen();
            if (rows.size() == 1) {
                switchTo(lead, on);
            } else {
                rows.forEach(row -> model.switchTo(row, on, Ending.DRAIN));
            }
        });
    }

    private void switchTo(EndpointRow row, boolean on) {
        if (!on && model.hasConnections(row)) {
            dialogs.askBeforeStop(
                    row.status().endpoint().name(), row.traffic().open(), ending -> model.switchTo(row, false, ending));
        } else {
            model.switchTo(row, on, Ending.DRAIN);
        }
    }

    /** Selects an endpoint, now or as soon as it is there. */
    void select(EndpointId id) {
        model.refresh();
        awaited = id;
        model.row(id).ifPresent(row -> {
            awaited = null;
            if (!table.getItems().contains(row)) {
                model.search().set("");
            }
            TableViewSelectionModel<EndpointRow> selection = table.getSelectionModel();
            selection.clearAndSelect(table.getItems().indexOf(row));
            table.scrollTo(row);
            table.requestFocus();
        });
    }

    EndpointsViewModel model() {
        return model;
    }

    void shown() {
        beat = context.pulse().listen(() -> {
            model.refresh();
            details.refresh();
            if (table.getSelectionModel().isEmpty() && !table.getItems().isEmpty()) {
                table.getSelectionModel().select(0);
            }
        });
        if (detailsView != null) {
            detailsView.controller().shown();
        }
        (first.isVisible() ? first.getActions().getFirst() : table).requestFocus();
    }

    void hidden() {
        beat.close();
        if (detailsView != null) {
            detailsView.controller().hidden();
        }
    }

    void focusSearch() {
        header.focusSearch();
    }
}
