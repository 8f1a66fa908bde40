package dev.culvert.api;

import java.io.Serial;

/** The API cannot be offered. The message is a whole sentence for the user: what stands in the way and what to do. */
public final class ApiFailure extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    ApiFailure(String message) {
        super(message);
    }

    ApiFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
