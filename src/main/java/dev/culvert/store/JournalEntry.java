package dev.culvert.store;

import dev.culvert.model.ClosedConnection;
import dev.culvert.model.HttpExchange;
import dev.culvert.model.event.EventType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, at its place in the order of everything that happened.
 *
 * @param from the first position that it stands for: its own, unless it is passed over
 * @param position its number; positions grow and are never given again
 * @param writtenAt when it was written, never before an earlier one
 * @param type what happened
 * @param principal who did it, as JSON; empty for traffic
 * @param object what was changed, as JSON; null for traffic
 * @param connection the connection; null for others, and where the history has forgotten it
 * @param request the HTTP request; null for others, and where the history has forgotten it
 * @param isPassedOver whether it stands for several that the reader does not want, kept or forgotten
 */
public record JournalEntry(
        long from,
        long position,
        Instant writtenAt,
        EventType type,
        String principal,
        @Nullable String object,
        @Nullable ClosedConnection connection,
        @Nullable HttpExchange request,
        boolean isPassedOver) {

    /** Whether the history has forgotten it. */
    public boolean isForgotten() {
        return !isPassedOver && object == null && connection == null && request == null;
    }
}
