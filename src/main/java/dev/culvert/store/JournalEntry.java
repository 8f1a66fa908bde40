package dev.culvert.store;

import dev.culvert.model.ClosedConnection;
import dev.culvert.model.event.EventType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, at its place in the order of everything that happened.
 *
 * @param position its number; positions grow and are never given again
 * @param writtenAt when it was written, never before an earlier one
 * @param type what happened
 * @param principal who did it, as JSON; empty for connections
 * @param object what was changed, as JSON; null for connections
 * @param connection the connection; null for others, and where the history has forgotten it
 */
public record JournalEntry(
        long position,
        Instant writtenAt,
        EventType type,
        String principal,
        @Nullable String object,
        @Nullable ClosedConnection connection) {

    /** Whether the history has forgotten it. */
    public boolean isForgotten() {
        return object == null && connection == null;
    }
}
