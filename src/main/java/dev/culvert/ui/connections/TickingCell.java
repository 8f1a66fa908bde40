package dev.culvert.ui.connections;

import dev.culvert.ui.controls.connection.Row;
import dev.culvert.ui.controls.connection.RowCell;
import java.util.function.Function;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.beans.value.ObservableLongValue;

/** A cell whose text grows old, and which follows the time of the view. */
class TickingCell<R extends Row> extends RowCell<R> {

    private final ObservableLongValue time;
    private final InvalidationListener tick = observable -> again();

    TickingCell(ObservableLongValue time, Function<R, String> text) {
        super(text);
        this.time = time;
        // the table drops its cells without a word
        time.addListener(new WeakInvalidationListener(tick));
    }

    private void again() {
        // an observable that is not read again does not call again
        time.get();
        R row = getItem();
        if (row != null && !isEmpty()) {
            show(row);
        }
    }
}
