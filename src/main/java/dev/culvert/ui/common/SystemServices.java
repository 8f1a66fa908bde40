package dev.culvert.ui.common;

import java.nio.file.Path;

/**
 * What the program can ask of the system that it runs on. Every call may wait for the disk or for the system, so none is
 * for the JavaFX thread; one that fails throws with a sentence for the user.
 */
public interface SystemServices {

    /** Whether the program starts, without its window, when the user logs in. */
    boolean startsAtLogin();

    /** Lets it start so, or not. */
    void startAtLogin(boolean wanted);

    /** Whether the desktop has a tray that takes icons. */
    boolean hasTray();

    /** Writes a diagnostic bundle without secrets to that file, in place of one that is there. */
    void writeDiagnostics(Path file);
}
