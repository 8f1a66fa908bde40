package dev.culvert.api;

import dev.culvert.engine.LiveConnection;
import dev.culvert.gateway.Gateway;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.InvalidValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /connections}: those that are open, those that have ended, and the end of one. */
final class ConnectionRoutes {

    private final Gateway gateway;
    private final ConnectionJson json;

    ConnectionRoutes(Gateway gateway) {
        this.gateway = gateway;
        this.json = new ConnectionJson(gateway);
    }

    Answer list(Call call) {
        Query query = call.query("state", "filter", "endpoint", "text", "before_id", "beforeId", "limit");
        int limit = query.limit();
        ConnectionsQuery filter = ConnectionsQuery.read(query);
        String state = query.text("state").orElse("open");
        // one more than the page holds tells whether another page follows
        List<ObjectNode> found = switch (state) {
            case "open" ->
                filter.open(gateway, limit + 1).stream()
                        .map(c -> json.of(c, call))
                        .toList();
            case "closed" ->
                filter.closed(gateway, limit + 1).stream()
                        .map(c -> json.of(c, call))
                        .toList();
            default ->
                throw ApiError.rejected(
                        "state", "ERR_NGROK_215", "'" + state + "' is not a state; write open or closed.");
        };
        ObjectNode body = Json.object();
        ArrayNode page = body.putArray("connections");
        found.stream().limit(limit).forEach(page::add);
        body.put("uri", call.uri("/connections"));
        body.put("next_page_uri", found.size() <= limit ? null : next(call, query, state, found.get(limit - 1), limit));
        return Answer.ok(body);
    }

    private static String next(Call call, Query query, String state, ObjectNode last, int limit) {
        String same = Stream.of("filter", "endpoint", "text")
                .flatMap(name -> query.text(name).map(text -> "&" + name + "=" + encoded(text)).stream())
                .reduce("", String::concat);
        return call.uri("/connections?state=" + state + same + "&before_id="
                + last.path("id").asString() + "&limit=" + limit);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    Answer get(Call call) {
        call.query();
        ConnectionId id = id(call);
        Optional<ObjectNode> open = live(id).map(c -> json.of(c, call));
        return Answer.ok(open.or(() -> gateway.history().get(id).map(c -> json.of(c, call)))
                .orElseThrow(() -> ApiError.notFound("There is no connection with the id " + id + ".")));
    }

    Answer kill(Call call) {
        call.query();
        ConnectionId id = id(call);
        if (!gateway.kill(id)) {
            throw ApiError.notFound("There is no open connection with the id " + id + ".");
        }
        return Answer.nothing();
    }

    private Optional<LiveConnection> live(ConnectionId id) {
        for (LiveConnection connection : gateway.connections()) {
            if (connection.id().equals(id)) {
                return Optional.of(connection);
            }
        }
        return Optional.empty();
    }

    private static ConnectionId id(Call call) {
        try {
            return ConnectionId.parse(call.path("id"));
        } catch (InvalidValue e) {
            throw ApiError.notFound(e.getMessage());
        }
    }
}
