package dev.culvert.engine;

import org.jspecify.annotations.Nullable;

/** A certificate or key is not to be had; the message is a sentence that names the field and says what to do. */
public final class TlsCredentialException extends Exception {

    private static final long serialVersionUID = 1L;

    /** For that reason. */
    public TlsCredentialException(String message) {
        super(message);
    }

    /** For that reason and from that cause. */
    public TlsCredentialException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
