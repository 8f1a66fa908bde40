package dev.culvert.cli.bench;

import java.io.Serial;

/** Nothing could be measured. The message is a whole sentence for the user. */
public final class BenchFailure extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    BenchFailure(String message) {
        super(message);
    }

    BenchFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
