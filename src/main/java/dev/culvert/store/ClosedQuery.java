package dev.culvert.store;

import dev.culvert.model.ConnectionId;
import dev.culvert.model.EndpointId;
import org.jspecify.annotations.Nullable;

/**
 * Which closed connections to read: those that meet all that is given, the newest first.
 *
 * @param endpoint of this endpoint only; null for all
 * @param text that endpoint name, URL, client, upstream, reason or error contains; empty for any
 * @param before older than this one; null to begin with the newest
 * @param limit how many at the most
 */
public record ClosedQuery(
        @Nullable EndpointId endpoint,
        String text,
        @Nullable ConnectionId before,
        int limit) {

    /** The newest ones of all endpoints. */
    public static ClosedQuery newest(int limit) {
        return new ClosedQuery(null, "", null, limit);
    }
}
