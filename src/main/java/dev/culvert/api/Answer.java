package dev.culvert.api;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a request is answered with.
 *
 * @param status the HTTP status
 * @param body the JSON; null for none
 * @param headers further headers
 * @param stream writes what is not JSON, and may go on for long; null for none
 */
record Answer(
        int status,
        @Nullable ObjectNode body,
        Map<String, String> headers,
        @Nullable Stream stream) {

    /** Writes the body of an answer. */
    @FunctionalInterface
    interface Stream {

        /** Writes it all; an exception means that the caller has gone. */
        void write(OutputStream out) throws IOException;
    }

    Answer(int status, @Nullable ObjectNode body, Map<String, String> headers) {
        this(status, body, headers, null);
    }

    static final String CONTENT_TYPE = "application/json";

    static Answer ok(ObjectNode body) {
        return new Answer(200, body, Map.of());
    }

    static Answer created(ObjectNode body) {
        return new Answer(201, body, Map.of());
    }

    static Answer nothing() {
        return new Answer(204, null, Map.of());
    }

    /** A body that is written little by little, and may never end. */
    static Answer streamed(String contentType, Stream stream) {
        return new Answer(200, null, Map.of("Content-Type", contentType, "Cache-Control", "no-store"), stream);
    }

    void send(ServerResponse response) {
        response.status(status);
        headers.forEach((name, value) -> response.header(HeaderNames.create(name), value));
        if (stream != null) {
            try (OutputStream out = response.outputStream()) {
                stream.write(out);
            } catch (IOException | UncheckedIOException e) {
                throw new CloseConnectionException("The caller has gone", e);
            }
        } else if (body == null) {
            response.send();
        } else {
            response.header(HeaderNames.CONTENT_TYPE, CONTENT_TYPE);
            response.send(Json.MAPPER.writeValueAsBytes(body));
        }
    }
}
