package dev.culvert.store;

import dev.culvert.model.ConnectionId;
import dev.culvert.model.EndpointId;
import dev.culvert.model.filter.Condition;
import dev.culvert.model.filter.ConnectionFilter;
import dev.culvert.model.filter.Moment;
import dev.culvert.model.filter.NameColumn;
import dev.culvert.model.filter.NamePattern;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which closed connections to read, and in which order.
 *
 * @param filter those that meet it
 * @param before older than this one; null to begin with the newest
 * @param order in this order
 * @param limit how many at the most; 0 for none
 */
public record ClosedQuery(ConnectionFilter filter, @Nullable ConnectionId before, Order order, int limit) {

    /** The newest first. */
    public ClosedQuery(ConnectionFilter filter, @Nullable ConnectionId before, int limit) {
        this(filter, before, Order.NEWEST_FIRST, limit);
    }

    /**
     * The newest first, by conditions that are not written as a filter.
     *
     * @param endpoint of this endpoint only; null for all
     * @param text that something shown contains; empty for any
     * @param before older than this one; null to begin with the newest
     * @param since those that started then or later; null for all
     * @param refused those only whose client was turned away
     */
    public ClosedQuery(
            @Nullable EndpointId endpoint,
            String text,
            @Nullable ConnectionId before,
            @Nullable Instant since,
            boolean refused,
            int limit) {
        this(filter(endpoint, text, since, refused), before, limit);
    }

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
        return new ClosedQuery(ConnectionFilter.ALL, null, limit);
    }

    private static ConnectionFilter filter(
            @Nullable EndpointId endpoint, String text, @Nullable Instant since, boolean refused) {
        ConnectionFilter filter = ConnectionFilter.ALL;
        if (endpoint != null) {
            filter = filter.and(new Condition.Name(NameColumn.ENDPOINT, new NamePattern(endpoint.value())));
        }
        if (!text.isBlank()) {
            filter = filter.and(Condition.Word.of(text));
        }
        if (since != null) {
            filter = filter.and(new Condition.Started(true, new Moment.Fixed(since)));
        }
        return refused ? filter.and(new Condition.State(Condition.State.REFUSED)) : filter;
    }
}
