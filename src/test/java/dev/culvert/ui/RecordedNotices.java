package dev.culvert.ui;

import dev.culvert.ui.common.Notices;
import java.util.ArrayList;
import java.util.List;

/** Keeps what the user would be told. */
public final class RecordedNotices implements Notices {

    public final List<String> texts = new ArrayList<>();
    public Runnable undo = () -> {};

    @Override
    public void done(String text) {
        texts.add(text);
    }

    @Override
    public void undoable(String text, Runnable undoIt) {
        texts.add(text);
        undo = undoIt;
    }

    @Override
    public void problem(String text) {
        texts.add(text);
    }
}
