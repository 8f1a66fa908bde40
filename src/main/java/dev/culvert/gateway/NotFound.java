package dev.culvert.gateway;

import java.io.Serial;

/** There is nothing with the id that was asked for. */
public final class NotFound extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Nothing with that id. */
    public NotFound(Object id) {
        super("There is nothing with the id " + id + ".");
    }
}
