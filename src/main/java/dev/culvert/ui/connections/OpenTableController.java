package dev.culvert.ui.connections;

import dev.culvert.ui.common.Messages;
import dev.culvert.ui.common.UiContext;
import dev.culvert.ui.controls.EmptyState;
import dev.culvert.ui.controls.connection.ColumnLayout;
import dev.culvert.ui.controls.connection.Copying;
import dev.culvert.ui.controls.connection.RowFilter;
import dev.culvert.ui.controls.connection.Shown;
import dev.culvert.ui.controls.connection.SteadyTable;
import dev.culvert.ui.controls.connection.TotalsBar;
import java.util.List;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;

/** The table of open connections with its footer. */
final class OpenTableController {

    private final UiContext context;
    private final OpenViewModel model;
    private final Killing killing;
    private final String setting;
    private final Set<String> hidden;
    private final boolean ofOneEndpoint;
    private final Messages texts = Messages.of(OpenTableController.class);
    private final Messages shared = Messages.of(TotalsBar.class);
    private Runnable details = () -> {};

    @FXML
    private TableView<LiveRow> table;

    @FXML
    private TotalsBar totals;

    @FXML
    private MenuItem killItem;

    @FXML
    private MenuItem detailsItem;

    @SuppressWarnings("NullAway.Init") // there as soon as the table is
    private SteadyTable<LiveRow> rows;

    /**
     * Shows what the view model has.
     *
     * @param setting the name under which the columns are kept
     * @param hidden columns that have to be asked for
     * @param ofOneEndpoint whether the table stands in the details of one endpoint
     */
    OpenTableController(
            UiContext context,
            OpenViewModel model,
            Killing killing,
            String setting,
            Set<String> hidden,
            boolean ofOneEndpoint) {
        this.context = context;
        this.model = model;
        this.killing = killing;
        this.setting = setting;
        this.hidden = hidden;
        this.ofOneEndpoint = ofOneEndpoint;
    }

    @FXML
    void initialize() {
        rows = new SteadyTable<>(table);
        ColumnLayout<LiveRow> columns = ColumnLayout.of(
                table,
                OpenColumns.of(model, context.clock()),
                hidden,
                context.settings(),
                setting,
                sorting -> model.sort(sorting == null ? null : sorting.order()));
        // in the details the button would lie over the last header
        table.setTableMenuButtonVisible(!ofOneEndpoint);
        rows.keepInView(columns::keepsOrder);
        table.setRowFactory(t -> new ConnectionTableRow(model));
        table.setOnMouseClicked(e -> {
            if (e.getButton() == MouseButton.PRIMARY
                    && e.getClickCount() == 2
                    && !selected().isEmpty()) {
                details.run();
            }
        });
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        detailsItem.setVisible(!ofOneEndpoint);
        killItem.getParentPopup().getItems().stream()
                .filter(item -> item.getStyleClass().contains("filter-item"))
                .forEach(item -> item.setVisible(!ofOneEndpoint));
        killItem.getParentPopup().setOnShowing(e -> {
            for (MenuItem item : killItem.getParentPopup().getItems()) {
                item.setDisable(selected().isEmpty());
            }
        });
        model.input().textProperty().subscribe(text -> table.setPlaceholder(placeholder(text.isBlank())));
        model.shownProperty().subscribe(this::show);
        rows.selectedProperty().subscribe((old, now) -> count());
        model.countProperty().subscribe((old, now) -> count());
    }

    private void show(Shown<LiveRow> shown) {
        rows.show(shown.rows());
        totals.show(shown.totals(), true);
        count();
    }

    private void count() {
        int shown = model.shownProperty().get().totals().count();
        int all = model.countProperty().get();
        int selected = selected().size();
        String text = model.input().textProperty().get().isBlank()
                ? shared.get("footer.count", shown)
                : shared.get("footer.filtered", shown, Math.max(all, shown));
        totals.setCount(selected > 1 ? shared.get("footer.selected", text, selected) : text);
    }

    private EmptyState placeholder(boolean all) {
        if (!all) {
            var clear = new Button(texts.get("filter.clear"));
            clear.setId("clear-open-filter");
            clear.setOnAction(e -> clearFilter.run());
            return new EmptyState("fth-search", texts.get("open.nomatch"), texts.get("open.nomatch.sentence"), clear);
        }
        String sentence = ofOneEndpoint ? "open.none.endpoint" : "open.none.sentence";
        return new EmptyState("fth-activity", texts.get("open.none"), texts.get(sentence));
    }

    private Runnable clearFilter = () -> {};

    private void pressed(KeyEvent event) {
        switch (event.getCode()) {
            case DELETE -> kill();
            case ENTER -> details.run();
            case SPACE -> model.pausedProperty().set(!model.pausedProperty().get());
            case C -> {
                if (!event.isShortcutDown()) {
                    return;
                }
                copyRows();
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    /** What Enter, a double click and the menu do. */
    void onDetails(Runnable action) {
        details = action;
    }

    /** What empties the filter. */
    void onClearFilter(Runnable action) {
        clearFilter = action;
    }

    @FXML
    void kill() {
        killing.selected(selected());
    }

    @FXML
    void showDetails() {
        details.run();
    }

    @FXML
    void copyClients() {
        Copying.clients(selected());
    }

    @FXML
    void copyRows() {
        Copying.rows(selected(), model::stateText);
    }

    @FXML
    void onlyEndpoint() {
        RowFilter.endpoint(model.input(), selected(), false);
    }

    @FXML
    void onlyClient() {
        RowFilter.client(model.input(), selected(), false);
    }

    @FXML
    void notEndpoint() {
        RowFilter.endpoint(model.input(), selected(), true);
    }

    @FXML
    void notClient() {
        RowFilter.client(model.input(), selected(), true);
    }

    /** Puts the keyboard focus into the table. */
    void focus() {
        table.requestFocus();
    }

    private List<LiveRow> selected() {
        return selectedProperty().get();
    }

    /** The selected rows as they are now. */
    ReadOnlyObjectProperty<List<LiveRow>> selectedProperty() {
        return rows.selectedProperty();
    }
}
