package dev.culvert.api;

import dev.culvert.gateway.Gateway;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.HttpExchange;
import dev.culvert.model.InvalidValue;
import dev.culvert.model.RequestId;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /connections/{id}/requests}: the HTTP requests that came over a connection. */
final class RequestRoutes implements RouteGroup {

    private final Gateway gateway;

    RequestRoutes(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.get("/connections/{id}/requests", "listConnectionRequests", this::list)
                .says("Lists the HTTP requests that came over a connection, open or ended, the newest first.")
                .takes(Page.BY_PLACE)
                .answers(200, Page.schema("requests", RequestJson.SCHEMA))
                .fails(400, "ERR_NGROK_227", "ERR_NGROK_233", "ERR_NGROK_244")
                .fails(404, "ERR_NGROK_222"));
    }

    private Answer list(Call call) {
        ConnectionId connection = connection(call);
        Query query = call.query();
        int limit = query.limit();
        long before = before(query, connection);
        // one more than the page holds tells whether another page follows
        List<HttpExchange> found = gateway.history().requests(connection, before, limit + 1);
        if (found.isEmpty() && !exists(connection)) {
            throw ApiError.notFound("There is no connection with the id " + connection + ".");
        }
        String path = "/connections/" + connection + "/requests";
        ObjectNode body = Json.object();
        ArrayNode page = body.putArray("requests");
        found.stream().limit(limit).map(RequestJson::of).forEach(page::add);
        body.put("uri", call.uri(path));
        body.put(
                "next_page_uri",
                found.size() <= limit
                        ? null
                        : call.uri(path + "?before_id=" + found.get(limit - 1).id() + "&limit=" + limit));
        return Answer.ok(body);
    }

    private static ConnectionId connection(Call call) {
        try {
            return ConnectionId.parse(call.path("id"));
        } catch (InvalidValue e) {
            throw ApiError.notFound(e.getMessage());
        }
    }

    private static long before(Query query, ConnectionId connection) {
        Optional<String> text = query.text("before_id").or(() -> query.text("beforeId"));
        if (text.isEmpty()) {
            return Long.MAX_VALUE;
        }
        try {
            RequestId before = RequestId.parse(text.get());
            if (before.connection().equals(connection)) {
                return before.number();
            }
        } catch (InvalidValue e) {
            throw ApiError.rejected("before_id", "ERR_NGROK_227", e.getMessage());
        }
        throw ApiError.rejected(
                "before_id", "ERR_NGROK_227", "The request '" + text.get() + "' is not one of this connection.");
    }

    private boolean exists(ConnectionId id) {
        return gateway.connections().stream().anyMatch(c -> c.id().equals(id))
                || gateway.history().get(id).isPresent();
    }
}
