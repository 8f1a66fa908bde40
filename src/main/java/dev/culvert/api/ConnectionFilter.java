package dev.culvert.api;

import dev.culvert.engine.LiveConnection;
import dev.culvert.gateway.Gateway;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.EndpointId;
import dev.culvert.model.InvalidValue;
import dev.culvert.store.ClosedQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the connections that a query of {@code /connections} asks for, the newest first.
 *
 * @param endpoint an endpoint's id or name; empty for all
 * @param text what one of the columns contains, in lower case; empty for anything
 * @param before older than this one; null to begin with the newest
 */
record ConnectionFilter(
        String endpoint, String text, @Nullable ConnectionId before) {

    private static final int BATCH = 500;

    static ConnectionFilter read(Query query) {
        String before = query.text("before_id").or(() -> query.text("beforeId")).orElse("");
        try {
            return new ConnectionFilter(
                    query.text("endpoint").orElse(""),
                    query.text("text").orElse("").strip().toLowerCase(Locale.ROOT),
                    before.isEmpty() ? null : ConnectionId.parse(before));
        } catch (InvalidValue e) {
            throw ApiError.rejected("before_id", "ERR_NGROK_227", e.getMessage());
        }
    }

    List<LiveConnection> open(Gateway gateway, int count) {
        var json = new ConnectionJson(gateway);
        List<LiveConnection> found = new ArrayList<>();
        for (LiveConnection c : gateway.connections()) {
            if ((before == null || c.id().compareTo(before) < 0)
                    && (endpoint.isEmpty()
                            || endpoint.equals(c.endpoint().value())
                            || endpoint.equals(c.endpointName()))
                    && (text.isEmpty() || columns(c, json).contains(text))) {
                found.add(c);
            }
        }
        found.sort(Comparator.comparing(LiveConnection::id).reversed());
        return found.subList(0, Math.min(count, found.size()));
    }

    private static String columns(LiveConnection c, ConnectionJson json) {
        return String.join(
                        " ",
                        c.endpointName(),
                        json.url(c.endpoint()),
                        c.client().getAddress().getHostAddress() + ":"
                                + c.client().getPort(),
                        String.valueOf(c.upstream()),
                        c.state().wireName())
                .toLowerCase(Locale.ROOT);
    }

    List<ClosedConnection> closed(Gateway gateway, int count) {
        if (endpoint.isEmpty()) {
            return gateway.history().find(new ClosedQuery(null, text, before, count));
        }
        Optional<EndpointId> id = gateway.endpoints().stream()
                .filter(s ->
                        s.id().value().equals(endpoint) || s.endpoint().name().equals(endpoint))
                .map(s -> s.id())
                .findFirst();
        if (id.isPresent() || endpoint.startsWith(EndpointId.PREFIX)) {
            EndpointId known = id.orElse(new EndpointId(endpoint));
            return gateway.history().find(new ClosedQuery(known, text, before, count));
        }
        return ofDeleted(gateway, count);
    }

    /** Of an endpoint that exists no more, and of which only the name is known. */
    private List<ClosedConnection> ofDeleted(Gateway gateway, int count) {
        List<ClosedConnection> found = new ArrayList<>();
        ConnectionId from = before;
        while (true) {
            List<ClosedConnection> batch = gateway.history().find(new ClosedQuery(null, text, from, BATCH));
            batch.stream().filter(c -> c.endpointName().equals(endpoint)).forEach(found::add);
            if (found.size() >= count || batch.size() < BATCH) {
                return found.subList(0, Math.min(count, found.size()));
            }
            from = batch.getLast().id();
        }
    }
}
