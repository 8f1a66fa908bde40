package dev.culvert.engine.netty;

import dev.culvert.model.CloseReason;
import org.jspecify.annotations.Nullable;

/**
 * Why a connection ends behind what a client was told.
 *
 * @param reason in the word for it
 * @param error in a sentence; null if nothing went wrong
 * @param hasSaidAll whether the client has said that nothing follows, so that it need not be heard out
 */
record Farewell(CloseReason reason, @Nullable String error, boolean hasSaidAll) {

    /** The client has gone. */
    static final Farewell CLIENT_CLOSED = new Farewell(CloseReason.CLIENT_CLOSED, null, false);
}
