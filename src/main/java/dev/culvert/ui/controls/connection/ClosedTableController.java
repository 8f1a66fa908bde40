package dev.culvert.ui.controls.connection;

import dev.culvert.model.filter.FilterField;
import dev.culvert.store.Order;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.common.UiContext;
import dev.culvert.ui.controls.EmptyState;
import java.util.List;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;

/** The table of closed connections with its footer. */
final class ClosedTableController {

    /** The reason says most of it, and the details say the rest. */
    private static final Set<String> ROOM_FOR_THE_RULE = Set.of("error");

    /** What refused connections mostly do not have. */
    private static final Set<String> NOT_REFUSED = Set.of("upstream", "duration", "in", "out");

    private static final double NEAR_THE_END = 0.98;

    private final UiContext context;
    private final ClosedViewModel model;
    private final String name;
    private final Messages texts = Messages.of(ClosedTableController.class);
    private final Hyperlink older = new Hyperlink(texts.get("closed.older"));
    private Runnable details = () -> {};
    private Runnable clearFilter = () -> {};

    @FXML
    private TableView<ClosedRow> table;

    @FXML
    private TotalsBar totals;

    @FXML
    private MenuItem detailsItem;

    @SuppressWarnings("NullAway.Init") // there as soon as the table is
    private SteadyTable<ClosedRow> rows;

    ClosedTableController(UiContext context, ClosedViewModel model, String name) {
        this.context = context;
        this.model = model;
        this.name = name;
    }

    @FXML
    void initialize() {
        rows = new SteadyTable<>(table);
        boolean refused = model.isRefused();
        table.setId(shortName() + "-connections");
        table.setAccessibleText(texts.get(refused ? "refused.table" : "closed.table"));
        ColumnLayout<ClosedRow> columns = ColumnLayout.of(
                table,
                ClosedColumns.of(model, context.clock()),
                refused ? NOT_REFUSED : ROOM_FOR_THE_RULE,
                context.settings(),
                name + ".columns",
                model::sort);
        rows.keepInView(columns::keepsOrder);
        table.setOnMouseClicked(e -> {
            if (e.getButton() == MouseButton.PRIMARY
                    && e.getClickCount() == 2
                    && !selected().isEmpty()) {
                details.run();
            }
        });
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        detailsItem.getParentPopup().setOnShowing(e -> {
            for (MenuItem item : detailsItem.getParentPopup().getItems()) {
                item.setDisable(selected().isEmpty());
            }
        });
        older.setId(shortName().equals("closed") ? "load-older" : "load-older-" + shortName());
        older.setMinWidth(Region.USE_PREF_SIZE);
        older.visibleProperty().bind(model.olderLeftProperty());
        older.setOnAction(e -> model.loadOlder());
        totals.add(older);
        model.input().textProperty().subscribe(this::place);
        model.readProperty().subscribe(this::place);
        model.withinProperty().subscribe((old, now) -> place());
        model.shownProperty().subscribe(this::show);
        rows.selectedProperty().subscribe((old, now) -> count());
        model.countProperty().subscribe((old, now) -> count());
        table.skinProperty().subscribe(skin -> watchTheEnd());
    }

    private String shortName() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private void watchTheEnd() {
        for (var node : table.lookupAll(".scroll-bar:vertical")) {
            if (node instanceof ScrollBar bar) {
                bar.valueProperty().subscribe((old, now) -> {
                    if (bar.isVisible() && now.doubleValue() >= NEAR_THE_END * bar.getMax()) {
                        model.loadOlder();
                    }
                });
            }
        }
    }

    private void show(Shown<ClosedRow> shown) {
        rows.show(shown.rows());
        totals.show(shown.totals(), false);
        count();
    }

    private void count() {
        int shown = model.shownProperty().get().totals().count();
        long all = Math.max(model.countProperty().get(), shown);
        boolean older = model.olderLeftProperty().get();
        int selected = selected().size();
        String first = model.wantedOrder().equals(Order.NEWEST_FIRST) ? "newest" : "first";
        boolean isLimited = !model.input().textProperty().get().isBlank()
                || !model.withinProperty().get().isAll();
        String text = isLimited
                ? texts.get(older ? "closed.filtered." + first : "footer.filtered", shown, all)
                : older ? texts.get("closed." + first, shown, all) : texts.get("footer.count", shown);
        totals.setCount(selected > 1 ? texts.get("footer.selected", text, selected) : text);
    }

    private void place() {
        table.setPlaceholder(placeholder());
    }

    private Node placeholder() {
        if (!model.readProperty().get()) {
            return new Label();
        }
        if (!model.input().textProperty().get().isBlank()) {
            var clear = new Button(texts.get("filter.clear"));
            clear.setId("clear-" + shortName() + "-filter");
            clear.setOnAction(e -> clearFilter.run());
            return new EmptyState(
                    "fth-search",
                    texts.get(model.isRefused() ? "refused.nomatch" : "closed.nomatch"),
                    texts.get("closed.nomatch.sentence"),
                    clear);
        }
        if (!model.withinProperty().get().isAll()) {
            return new EmptyState("fth-clock", texts.get("range.none"), texts.get("range.none.sentence"));
        }
        if (model.isRefused()) {
            return new EmptyState("fth-shield", texts.get("refused.none"), texts.get("refused.none.sentence"));
        }
        return new EmptyState("fth-archive", texts.get("closed.none"), texts.get("closed.none.sentence"));
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER) {
            details.run();
            event.consume();
        } else if (event.getCode() == KeyCode.C && event.isShortcutDown()) {
            copyRows();
            event.consume();
        }
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
    void showDetails() {
        details.run();
    }

    @FXML
    void copyClients() {
        Copying.clients(selected());
    }

    @FXML
    void copyRows() {
        Copying.rows(selected(), row -> model.reasonText(row.connection().reason()));
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
    void onlyReason() {
        filterReason(false);
    }

    @FXML
    void notEndpoint() {
        RowFilter.endpoint(model.input(), selected(), true);
    }

    @FXML
    void notClient() {
        RowFilter.client(model.input(), selected(), true);
    }

    @FXML
    void notReason() {
        filterReason(true);
    }

    private void filterReason(boolean isExcluding) {
        RowFilter.add(
                model.input(),
                selected(),
                FilterField.REASON,
                row -> row.connection().reason().wireName(),
                isExcluding);
    }

    /** Puts the keyboard focus into the table. */
    void focus() {
        table.requestFocus();
    }

    private List<ClosedRow> selected() {
        return selectedProperty().get();
    }

    /** The selected rows as they are now. */
    ReadOnlyObjectProperty<List<ClosedRow>> selectedProperty() {
        return rows.selectedProperty();
    }
}
