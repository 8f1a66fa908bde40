package dev.culvert.ui.controls.connection;

import java.util.function.Function;
import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;

/** A cell that shows something of its row. */
public class RowCell<R extends Row> extends TableCell<R, R> {

    private final Function<R, String> text;

    /** A cell that shows a text, made when the cell is in view. */
    public RowCell(Function<R, String> text) {
        this.text = text;
    }

    // rows of one connection are equal, but not the same
    @Override
    @SuppressWarnings("ReferenceEquality")
    protected boolean isItemChanged(@Nullable R before, @Nullable R now) {
        return before != now;
    }

    @Override
    protected final void updateItem(@Nullable R row, boolean empty) {
        super.updateItem(row, empty);
        if (empty || row == null) {
            clear();
        } else {
            show(row);
        }
    }

    /** Shows the row. */
    protected void show(R row) {
        setText(text.apply(row));
    }

    /** Shows nothing. */
    protected void clear() {
        setText(null);
    }
}
