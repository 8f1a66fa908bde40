package dev.culvert.ui.controls.connection;

import java.util.List;
import java.util.RandomAccess;
import javafx.collections.ObservableListBase;

/** The rows of a table, replaced as a whole and in one event: an update where the order stays, else a replacement. */
final class RowList<R extends Row> extends ObservableListBase<R> implements RandomAccess {

    private List<R> rows = List.of();

    @Override
    public R get(int index) {
        return rows.get(index);
    }

    @Override
    public int size() {
        return rows.size();
    }

    /** Whether the others are values of the same connections in the same order. */
    boolean hasOrderOf(List<R> others) {
        return rows.equals(others);
    }

    /** Takes these in place of what there is. The list must not be changed afterwards. */
    void show(List<R> others) {
        List<R> before = rows;
        boolean sameOrder = hasOrderOf(others);
        rows = others;
        beginChange();
        if (sameOrder) {
            updated(before, others);
        } else if (before.isEmpty()) {
            nextAdd(0, others.size());
        } else if (others.isEmpty()) {
            nextRemove(0, before);
        } else {
            nextReplace(0, others.size(), before);
        }
        endChange();
    }

    @SuppressWarnings("ReferenceEquality")
    private void updated(List<R> before, List<R> others) {
        for (int i = 0; i < others.size(); i++) {
            if (before.get(i) != others.get(i)) {
                nextUpdate(i);
            }
        }
    }
}
