package dev.culvert.model;

import java.io.Serial;
import java.util.Objects;

/**
 * A text that a user gave and that cannot be what it should be. The message is a whole sentence: what is wrong and
 * what to write instead. Whoever knows the field catches it and names the field.
 */
public final class InvalidValue extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String code;

    /** A value that is wrong, for which ngrok has no code of its own. */
    public InvalidValue(String message) {
        this("ERR_NGROK_215", message);
    }

    /**
     * A value that is wrong.
     *
     * @param code ngrok's error code, {@code ERR_NGROK_n}
     * @param message what is wrong and what to write instead
     */
    public InvalidValue(String code, String message) {
        super(message);
        this.code = code;
    }

    /** ngrok's error code, {@code ERR_NGROK_n}. */
    public String code() {
        return code;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
