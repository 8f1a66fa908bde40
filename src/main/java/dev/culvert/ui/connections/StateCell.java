package dev.culvert.ui.connections;

import dev.culvert.ui.controls.StateDot;
import dev.culvert.ui.controls.Tone;
import java.util.function.Function;

/** A cell with a dot and a word. */
final class StateCell<R extends Row> extends RowCell<R> {

    private final StateDot dot = new StateDot();
    private final Function<R, Tone> tone;
    private final Function<R, String> word;

    StateCell(Function<R, Tone> tone, Function<R, String> word) {
        super(word);
        this.tone = tone;
        this.word = word;
    }

    @Override
    void show(R row) {
        dot.show(tone.apply(row), word.apply(row));
        setGraphic(dot);
    }

    @Override
    void clear() {
        setGraphic(null);
    }
}
