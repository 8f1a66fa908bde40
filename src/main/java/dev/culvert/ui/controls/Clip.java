package dev.culvert.ui.controls;

import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/** The clipboard, for texts. On the JavaFX thread. */
public final class Clip {

    private Clip() {}

    /** Puts a text on the clipboard. */
    public static void put(String text) {
        var content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
