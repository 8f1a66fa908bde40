package dev.culvert.ui.controls.connection;

import dev.culvert.ui.controls.StateDot;
import dev.culvert.ui.controls.Tone;
import java.util.function.Function;

/** A cell with a dot and a word. */
public final class StateCell<R extends Row> extends RowCell<R> {

    private final StateDot dot = new StateDot();
    private final Function<R, Tone> tone;
    private final Function<R, String> word;

    public StateCell(Function<R, Tone> tone, Function<R, String> word) {
        super(word);
        this.tone = tone;
        this.word = word;
    }

    @Override
    protected void show(R row) {
        dot.show(tone.apply(row), word.apply(row));
        setGraphic(dot);
    }

    @Override
    protected void clear() {
        setGraphic(null);
    }
}
