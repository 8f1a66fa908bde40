package dev.culvert.ui.controls.connection;

import dev.culvert.ui.common.Messages;
import dev.culvert.ui.controls.Clip;
import dev.culvert.ui.controls.EmptyState;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.fxml.FXML;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/** The list of a connection's requests. */
final class RequestListController {

    private static final double NEAR_THE_END = 0.98;

    private final RequestListViewModel model;
    private final Messages texts = Messages.of(RequestListController.class);

    @FXML
    private ListView<RequestRow> list;

    @FXML
    private MenuItem copyItem;

    RequestListController(RequestListViewModel model) {
        this.model = model;
    }

    @FXML
    void initialize() {
        list.setCellFactory(view -> new RequestCell());
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.setPlaceholder(
                new EmptyState("fth-globe", texts.get("requests.none"), texts.get("requests.none.sentence")));
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        copyItem.getParentPopup()
                .setOnShowing(e -> copyItem.getParentPopup()
                        .getItems()
                        .forEach(item -> item.setDisable(selected().isEmpty())));
        model.rowsProperty().subscribe(this::show);
        list.skinProperty().subscribe(skin -> watchTheEnd());
    }

    private void watchTheEnd() {
        for (var node : list.lookupAll(".scroll-bar:vertical")) {
            if (node instanceof ScrollBar bar) {
                bar.valueProperty().subscribe((old, now) -> {
                    if (bar.isVisible() && now.doubleValue() >= NEAR_THE_END * bar.getMax()) {
                        model.loadOlder();
                    }
                });
            }
        }
    }

    /** New ones come at the top and older ones at the end; what is selected and what is looked at stay. */
    private void show(List<RequestRow> rows) {
        var items = list.getItems();
        int before = items.size();
        int shift = before == 0 ? -1 : rows.indexOf(items.getFirst());
        if (shift < 0) {
            items.setAll(rows);
            return;
        }
        int looked = firstLookedAt();
        if (shift > 0) {
            items.addAll(0, rows.subList(0, shift));
        }
        if (rows.size() > items.size()) {
            items.addAll(rows.subList(items.size(), rows.size()));
        } else if (rows.size() < items.size()) {
            items.remove(rows.size(), items.size());
        }
        VirtualFlow<?> flow = flow();
        if (shift > 0 && looked > 0 && flow != null) {
            list.layout();
            flow.scrollToTop(looked + shift);
        }
    }

    private int firstLookedAt() {
        VirtualFlow<?> flow = flow();
        IndexedCell<?> first = flow == null ? null : flow.getFirstVisibleCell();
        return first == null ? 0 : first.getIndex();
    }

    private @Nullable VirtualFlow<?> flow() {
        return (VirtualFlow<?>) list.lookup(".virtual-flow");
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.C && event.isShortcutDown()) {
            copyRows();
            event.consume();
        }
    }

    private List<RequestRow> selected() {
        return list.getSelectionModel().getSelectedItems();
    }

    private void copy(Function<RequestRow, String> text) {
        if (!selected().isEmpty()) {
            Clip.put(selected().stream().map(text).collect(Collectors.joining("\n")));
        }
    }

    @FXML
    void copyRows() {
        copy(RequestRow::line);
    }

    @FXML
    void copyUrls() {
        copy(RequestRow::url);
    }
}
