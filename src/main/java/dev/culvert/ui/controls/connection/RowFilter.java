package dev.culvert.ui.controls.connection;

import dev.culvert.model.filter.FilterField;
import dev.culvert.model.filter.FilterText;
import java.util.List;
import java.util.function.Function;

/** Turns what rows show into terms of a filter. */
public final class RowFilter {

    private RowFilter() {}

    /** Only the rows' endpoints, or all but these. */
    public static void endpoint(FilterInput input, List<? extends Row> rows, boolean isExcluding) {
        add(input, rows, FilterField.ENDPOINT, Row::endpoint, isExcluding);
    }

    /** Only the rows' clients, or all but these. */
    public static void client(FilterInput input, List<? extends Row> rows, boolean isExcluding) {
        add(input, rows, FilterField.CLIENT, row -> row.client().address(), isExcluding);
    }

    /** Every row's value once; several positive ones of a field mean one or the other. */
    public static <R extends Row> void add(
            FilterInput input,
            List<R> rows,
            FilterField field,
            Function<? super R, String> value,
            boolean isExcluding) {
        // a term changes what is shown, and with it what is selected
        rows.stream()
                .map(value)
                .distinct()
                .map(text -> FilterText.term(field, text, isExcluding))
                .toList()
                .forEach(input::add);
    }
}
