package dev.culvert.engine.netty.http;

import java.io.Serial;

/** A request that is refused before any policy sees it. The message is a sentence for the user and the client. */
public final class BadRequest extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    private final int status;

    /** A refusal with that status code. */
    public BadRequest(int status, String why) {
        super(why, null, false, false);
        this.status = status;
    }

    /** The status code to answer with. */
    public int status() {
        return status;
    }

    /** Why. */
    public String why() {
        return String.valueOf(getMessage());
    }
}
