package dev.culvert.ui.controls.connection;

import java.util.List;

/**
 * What a table shows from now on. Deliberately without equality by value: two of them with the same connections are
 * still two states of these connections.
 */
public final class Shown<R extends Row> {

    private final List<R> rows;
    private final Totals totals;

    public Shown(List<R> rows, Totals totals) {
        this.rows = rows;
        this.totals = totals;
    }

    /** The rows in their order. */
    public List<R> rows() {
        return rows;
    }

    /** The sums of the rows. */
    public Totals totals() {
        return totals;
    }

    /** Whether the other rows are the very same values in the same order. */
    @SuppressWarnings("ReferenceEquality")
    public boolean consistsOf(List<R> others) {
        if (rows.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i) != others.get(i)) {
                return false;
            }
        }
        return true;
    }
}
