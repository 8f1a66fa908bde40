package dev.culvert.gateway;

import java.io.Serial;

/** Something cannot go because something else uses it. The message is a sentence for the user, which names the users. */
public final class InUse extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** With that sentence. */
    public InUse(String message) {
        super(message);
    }
}
