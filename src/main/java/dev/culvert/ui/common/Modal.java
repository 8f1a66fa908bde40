package dev.culvert.ui.common;

import javafx.scene.Node;

/** The layer above the pages, for dialogs inside the window. It shows one thing at a time. On the JavaFX thread. */
public interface Modal {

    /**
     * Shows a dialog in the middle of the window, in place of one that is shown.
     *
     * @param closed called once when it is gone, by {@link #close()}, Escape or a click beside it
     */
    void show(Node dialog, Runnable closed);

    /** Takes the dialog away, if there is one. */
    void close();
}
