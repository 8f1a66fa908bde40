package dev.culvert.cli;

import java.io.Serial;

/** A gateway could not be started. The message is a whole sentence for the user. */
public final class LaunchFailure extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    /** A failure that this sentence explains. */
    public LaunchFailure(String message) {
        super(message);
    }

    /** A failure that this sentence explains, and what lies behind it for the log. */
    public LaunchFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
