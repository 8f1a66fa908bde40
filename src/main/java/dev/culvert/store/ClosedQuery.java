package dev.culvert.store;

import dev.culvert.model.ConnectionId;
import dev.culvert.model.EndpointId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which closed connections to read: those that meet all that is given, the newest first.
 *
 * @param endpoint of this endpoint only; null for all
 * @param text that endpoint name, URL, client, upstream, reason, error, rule or network contains; empty for any
 * @param before older than this one; null to begin with the newest
 * @param since those that started then or later; null for all
 * @param refused those only whose client was turned away
 * @param limit how many at the most
 */
public record ClosedQuery(
        @Nullable EndpointId endpoint,
        String text,
        @Nullable ConnectionId before,
        @Nullable Instant since,
        boolean refused,
        int limit) {

    /** Whenever they started. */
    public ClosedQuery(
            @Nullable EndpointId endpoint, String text, @Nullable ConnectionId before, boolean refused, int limit) {
        this(endpoint, text, before, null, refused, limit);
    }

    /** Whatever they ended for. */
    public ClosedQuery(@Nullable EndpointId endpoint, String text, @Nullable ConnectionId before, int limit) {
        this(endpoint, text, before, false, limit);
    }

    /** The newest ones of all endpoints. */
    public static ClosedQuery newest(int limit) {
        return new ClosedQuery(null, "", null, limit);
    }
}
