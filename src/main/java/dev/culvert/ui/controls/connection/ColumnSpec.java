package dev.culvert.ui.controls.connection;

import java.util.Comparator;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a column is.
 *
 * @param key its name in the settings and, after {@code column.}, in the messages
 * @param width at first
 * @param order by value, never by text
 * @param cell makes its cells
 * @param traits what else there is to know of it
 */
public record ColumnSpec<R extends Row>(
        String key, double width, Comparator<R> order, Supplier<RowCell<R>> cell, Set<Trait> traits) {

    public static <R extends Row> ColumnSpec<R> of(
            String key, double width, Comparator<R> order, Supplier<RowCell<R>> cell, Trait... traits) {
        return new ColumnSpec<>(key, width, order, cell, Set.of(traits));
    }

    /** What else there is to know of a column. */
    public enum Trait {
        /** Stands at the right, as figures do. */
        FIGURE,
        /** Takes a share of the room that is left. */
        STRETCHES,
        /** The order changes by itself all the time, so a list sorted by it cannot keep a row in view. */
        MOVES,
        /** Has to be asked for. */
        HIDDEN
    }

    public boolean is(Trait trait) {
        return traits.contains(trait);
    }
}
