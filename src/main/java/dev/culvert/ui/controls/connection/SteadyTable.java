package dev.culvert.ui.controls.connection;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableView;
import javafx.scene.control.TableView.TableViewSelectionModel;
import javafx.scene.control.skin.VirtualFlow;
import org.jspecify.annotations.Nullable;

/** Changes the rows of a table under its user: what is selected stays selected, and what is looked at stays in view. */
public final class SteadyTable<R extends Row> {

    private record Place(int index, double offset) {}

    private final TableView<R> table;
    private BooleanSupplier staysInView = () -> false;
    private final RowList<R> list = new RowList<>();
    private final ReadOnlyObjectWrapper<List<R>> selected = new ReadOnlyObjectWrapper<>(this, "selected", List.of());
    private boolean showing;

    /** Takes over the items of a table. That forgets what the table is sorted by. */
    public SteadyTable(TableView<R> table) {
        this.table = table;
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.getSelectionModel().getSelectedIndices().addListener((InvalidationListener) change -> {
            if (!showing) {
                readSelection();
            }
        });
        table.setItems(list);
    }

    /** Says whether the rows that are in view shall stay there; else the place in the list stays. */
    public void keepInView(BooleanSupplier condition) {
        staysInView = condition;
    }

    /** Shows these rows. */
    public void show(List<R> rows) {
        if (list.hasOrderOf(rows)) {
            list.show(rows);
        } else {
            showing = true;
            Place place = staysInView.getAsBoolean() ? place(rows) : null;
            R focused = table.getFocusModel().getFocusedItem();
            list.show(rows);
            reselect(rows);
            if (focused != null) {
                table.getFocusModel().focus(rows.indexOf(focused));
            }
            if (place != null) {
                goTo(place);
            }
            showing = false;
        }
        if (!selected.get().isEmpty()) {
            readSelection();
        }
    }

    private void readSelection() {
        List<R> now = new ArrayList<>();
        for (int index : table.getSelectionModel().getSelectedIndices()) {
            if (index >= 0 && index < list.size()) {
                now.add(list.get(index));
            }
        }
        selected.set(now);
    }

    private void reselect(List<R> rows) {
        Set<R> wanted = new HashSet<>(selected.get());
        TableViewSelectionModel<R> model = table.getSelectionModel();
        if (wanted.isEmpty()) {
            return;
        }
        List<Integer> indices = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (wanted.contains(rows.get(i))) {
                indices.add(i);
            }
        }
        model.clearSelection();
        if (!indices.isEmpty()) {
            int[] more = indices.stream().skip(1).mapToInt(i -> i).toArray();
            model.selectIndices(indices.getFirst(), more);
        }
    }

    /** Where the first row in view that stays will be; null to leave the list where it is. */
    private @Nullable Place place(List<R> rows) {
        VirtualFlow<?> flow = flow();
        if (flow == null) {
            return null;
        }
        var first = flow.getFirstVisibleCell();
        if (first == null || (first.getIndex() == 0 && first.getLayoutY() >= 0)) {
            return null;
        }
        var last = flow.getLastVisibleCell();
        for (int i = first.getIndex(); i <= last.getIndex() && i < list.size(); i++) {
            int index = rows.indexOf(list.get(i));
            if (index >= 0) {
                return new Place(index, first.getLayoutY() + (i - first.getIndex()) * table.getFixedCellSize());
            }
        }
        return null;
    }

    private void goTo(Place place) {
        VirtualFlow<?> flow = flow();
        if (flow != null) {
            table.layout();
            flow.scrollToTop(place.index());
            flow.scrollPixels(-place.offset());
        }
    }

    private @Nullable VirtualFlow<?> flow() {
        return (VirtualFlow<?>) table.lookup(".virtual-flow");
    }

    /** The selected rows as they are now. */
    public ReadOnlyObjectProperty<List<R>> selectedProperty() {
        return selected.getReadOnlyProperty();
    }
}
