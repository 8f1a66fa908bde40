package dev.culvert.api;

import dev.culvert.engine.LiveConnection;
import dev.culvert.gateway.Gateway;
import dev.culvert.gateway.LiveTarget;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.EndpointId;
import dev.culvert.model.InvalidValue;
import dev.culvert.model.filter.Condition;
import dev.culvert.model.filter.ConnectionFilter;
import dev.culvert.model.filter.NameColumn;
import dev.culvert.model.filter.NamePattern;
import dev.culvert.store.ClosedQuery;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The connections that a query of {@code /connections} asks for, the newest first.
 *
 * @param filter the parameters filter, endpoint and text together
 * @param before older than this one; null to begin with the newest
 */
record ConnectionsQuery(ConnectionFilter filter, @Nullable ConnectionId before) {

    static final String FILTER = "filter";

    /** The filter language, as every list and export of connections takes it. */
    static final Parameter FILTERED_BY = Parameter.text(
            FILTER, "Terms such as endpoint:db client:10.0.0.0/8 reason:denied bytes>1MB since:15m; -term excludes.");

    static final String ENDPOINT = "endpoint";
    static final String TEXT = "text";

    static ConnectionsQuery read(Query query) {
        String before = query.text("before_id").or(() -> query.text("beforeId")).orElse("");
        try {
            return new ConnectionsQuery(filter(query), before.isEmpty() ? null : ConnectionId.parse(before));
        } catch (InvalidValue e) {
            throw ApiError.rejected("before_id", "ERR_NGROK_227", e.getMessage());
        }
    }

    /** What the parameters say which connections are meant by. */
    static ConnectionFilter filter(Query query) {
        ConnectionFilter filter;
        try {
            filter = ConnectionFilter.parse(query.text(FILTER).orElse(""), Clock.system(ZoneId.systemDefault()));
        } catch (InvalidValue e) {
            throw ApiError.rejected(FILTER, e.code(), e.getMessage());
        }
        String endpoint = query.text(ENDPOINT).orElse("");
        if (!endpoint.isEmpty()) {
            filter = filter.and(new Condition.Name(NameColumn.ENDPOINT, new NamePattern(endpoint)));
        }
        String text = query.text(TEXT).orElse("");
        return text.isBlank() ? filter : filter.and(Condition.Word.of(text));
    }

    List<LiveConnection> open(Gateway gateway, int count) {
        Instant now = Instant.now();
        Function<EndpointId, String> url = new ConnectionJson(gateway)::url;
        List<LiveConnection> found = new ArrayList<>();
        for (LiveConnection c : gateway.connections()) {
            if ((before == null || c.id().compareTo(before) < 0) && filter.matches(new LiveTarget(c, url), now)) {
                found.add(c);
            }
        }
        found.sort(Comparator.comparing(LiveConnection::id).reversed());
        return found.subList(0, Math.min(count, found.size()));
    }

    List<ClosedConnection> closed(Gateway gateway, int count) {
        return gateway.history().find(new ClosedQuery(filter, before, count));
    }
}
