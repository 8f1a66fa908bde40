package dev.culvert.api;

import dev.culvert.engine.LiveConnection;
import dev.culvert.gateway.Gateway;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.InvalidValue;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /connections}: those that are open, those that have ended, and the end of one. */
final class ConnectionRoutes implements RouteGroup {

    private final Gateway gateway;
    private final ConnectionJson json;

    ConnectionRoutes(Gateway gateway) {
        this.gateway = gateway;
        this.json = new ConnectionJson(gateway);
    }

    @Override
    public List<Operation> operations() {
        String one = "/connections/{id}";
        return List.of(
                Operation.get("/connections", "listConnections", this::list)
                        .says("Lists connections, the newest first.")
                        .takes(Page.BY_PLACE)
                        .takes(
                                Parameter.choice("state", "Which; open if nothing is said.", "open", "closed"),
                                Parameter.text("endpoint", "Only those of the endpoint with this id or name."),
                                Parameter.text("text", "Only those of which one column contains this text."))
                        .answers(200, Page.schema("connections", ConnectionJson.SCHEMA))
                        .fails(400, Page.FAILURES)
                        .fails(400, "ERR_NGROK_215"),
                Operation.get(one, "getConnection", this::get)
                        .says("Answers a connection, open or ended.")
                        .answers(200, ConnectionJson.SCHEMA)
                        .fails(404, "ERR_NGROK_222"),
                Operation.delete(one, "killConnection", this::kill)
                        .says("Ends an open connection.")
                        .fails(404, "ERR_NGROK_222"));
    }

    private Answer list(Call call) {
        Query query = call.query();
        int limit = query.limit();
        ConnectionFilter filter = ConnectionFilter.read(query);
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
        body.put(
                "next_page_uri",
                found.size() <= limit
                        ? null
                        : call.uri("/connections?before_id="
                                + found.get(limit - 1).path("id").asString() + "&limit=" + limit + query.rest()));
        return Answer.ok(body);
    }

    private Answer get(Call call) {
        ConnectionId id = id(call);
        Optional<ObjectNode> open = live(id).map(c -> json.of(c, call));
        return Answer.ok(open.or(() -> gateway.history().get(id).map(c -> json.of(c, call)))
                .orElseThrow(() -> ApiError.notFound("There is no connection with the id " + id + ".")));
    }

    private Answer kill(Call call) {
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
