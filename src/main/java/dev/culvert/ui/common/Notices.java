package dev.culvert.ui.common;

/** Tells the user something without standing in the way (toasts). On the JavaFX thread. */
public interface Notices {

    /** Something that has been done. */
    void done(String text);

    /** Something that has been done and can be undone for a while. */
    void undoable(String text, Runnable undo);

    /** Something that went wrong. */
    void problem(String text);
}
