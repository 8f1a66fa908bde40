package dev.culvert.api;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
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
 * @param stream writes a body that is too long to be made first; null for none
 */
record Answer(
        int status,
        @Nullable ObjectNode body,
        Map<String, String> headers,
        @Nullable String text,
        @Nullable Stream stream) {

    static final String CONTENT_TYPE = "application/json";

    /** Writes a body that is too long to be made first. */
    @FunctionalInterface
    interface Stream {
        void write(OutputStream out) throws IOException;
    }

    Answer(int status, @Nullable ObjectNode body, Map<String, String> headers) {
        this(status, body, headers, null, null);
    }

    /** Something else than JSON. */
    static Answer text(String contentType, String text) {
        return new Answer(200, null, Map.of("Content-Type", contentType), text, null);
    }

    /** A file of any length. */
    static Answer stream(String contentType, String fileName, Stream stream) {
        return new Answer(
                200,
                null,
                Map.of("Content-Type", contentType, "Content-Disposition", "attachment; filename=\"" + fileName + "\""),
                null,
                stream);
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

    /** A body that is written little by little, and may never end. */
    static Answer streamed(String contentType, Stream stream) {
        return new Answer(200, null, Map.of("Content-Type", contentType, "Cache-Control", "no-store"), null, stream);
    }

    void send(ServerResponse response) {
        response.status(status);
        headers.forEach((name, value) -> response.header(HeaderNames.create(name), value));
        if (stream != null) {
            send(response, stream);
        } else if (text != null) {
            response.send(text);
        } else if (body == null) {
            response.send();
        } else {
            response.header(HeaderNames.CONTENT_TYPE, CONTENT_TYPE);
            response.send(Json.MAPPER.writeValueAsBytes(body));
        }
    }

    /** What goes wrong on the way cannot be told any more; without its end the caller sees that something is missing. */
    private static void send(ServerResponse response, Stream stream) {
        try {
            OutputStream out = response.outputStream();
            stream.write(out);
            out.close();
        } catch (IOException | RuntimeException e) {
            throw new CloseConnectionException("An answer broke off: " + e.getMessage(), e);
        }
    }
}
