package dev.culvert.events.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong at a destination. Immutable.
 *
 * @param failures so many in a row
 * @param since when they began; null if there are none
 * @param refusals so many of them were refusals of the event that is next, one after the other
 * @param message what went wrong last; null if nothing did
 * @param at when that was
 */
record Trouble(
        int failures,
        @Nullable Instant since,
        int refusals,
        @Nullable String message,
        @Nullable Instant at) {

    static final Trouble NONE = new Trouble(0, null, 0, null, null);

    /** With one more. */
    Trouble and(String sentence, boolean refusal) {
        Instant now = Instant.now();
        return new Trouble(failures + 1, since == null ? now : since, refusal ? refusals + 1 : 0, sentence, now);
    }

    /** Of which nothing is left but the memory. */
    Trouble over() {
        return failures == 0 ? this : new Trouble(0, null, 0, message, at);
    }

    boolean isOver() {
        return failures == 0;
    }
}
