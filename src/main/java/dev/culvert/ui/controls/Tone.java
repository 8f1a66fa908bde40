package dev.culvert.ui.controls;

import java.util.Locale;

/** What a state means to the user. Each tone has a colour and a shape of its own. */
public enum Tone {
    /** All is well: a filled disc. */
    GOOD,
    /** On the way from one state to another: a ring with a core. */
    BUSY,
    /** Works, but look at it: a triangle. */
    WARN,
    /** Does not work: a cross. */
    BAD,
    /** Nothing happens, as wished: an empty ring. */
    QUIET;

    /** The style class that gives the colour and the shape. */
    String styleClass() {
        return "tone-" + name().toLowerCase(Locale.ROOT);
    }
}
