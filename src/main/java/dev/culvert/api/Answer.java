package dev.culvert.api;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a request is answered with.
 *
 * @param status the HTTP status
 * @param body the JSON; null for none
 * @param headers further headers
 * @param text what is sent instead of JSON; null for nothing
 */
record Answer(
        int status,
        @Nullable ObjectNode body,
        Map<String, String> headers,
        @Nullable String text) {

    static final String CONTENT_TYPE = "application/json";

    Answer(int status, @Nullable ObjectNode body, Map<String, String> headers) {
        this(status, body, headers, null);
    }

    /** Something else than JSON. */
    static Answer text(String contentType, String text) {
        return new Answer(200, null, Map.of("Content-Type", contentType), text);
    }

    static Answer ok(ObjectNode body) {
        return new Answer(200, body, Map.of());
    }

    static Answer created(ObjectNode body) {
        return new Answer(201, body, Map.of());
    }

    static Answer nothing() {
        return new Answer(204, null, Map.of());
    }

    void send(ServerResponse response) {
        response.status(status);
        headers.forEach((name, value) -> response.header(HeaderNames.create(name), value));
        if (text != null) {
            response.send(text);
        } else if (body == null) {
            response.send();
        } else {
            response.header(HeaderNames.CONTENT_TYPE, CONTENT_TYPE);
            response.send(Json.MAPPER.writeValueAsBytes(body));
        }
    }
}
