package dev.culvert.store;

import java.io.Serial;

/** The database cannot be used. The message is a sentence for the user, with the file's name. */
public final class StoreException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
