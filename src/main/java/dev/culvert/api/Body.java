package dev.culvert.api;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the JSON object that a request carries. */
final class Body {

    /** The longest body that is read, in bytes. */
    static final int LIMIT = 512 * 1024;

    private Body() {}

    static ObjectNode read(ServerRequest request) {
        checkType(request);
        byte[] bytes = bytes(request);
        if (bytes.length == 0) {
            throw ApiError.of(400, "ERR_NGROK_213", "The body is empty; send a JSON object.");
        }
        return object(bytes);
    }

    private static void checkType(ServerRequest request) {
        String type =
                request.headers().first(HeaderNames.CONTENT_TYPE).orElse("").toLowerCase(Locale.ROOT);
        if (type.isBlank()) {
            throw ApiError.of(415, "ERR_NGROK_210", "The header Content-Type is missing; send application/json.");
        }
        String[] parts = type.split(";", 2);
        boolean utf8 = parts.length == 1
                || !parts[1].contains("charset")
                || parts[1].replace("\"", "").replace(" ", "").contains("charset=utf-8");
        if (!parts[0].strip().equals("application/json") || !utf8) {
            throw ApiError.of(
                    415,
                    "ERR_NGROK_216",
                    "The header Content-Type says '" + type + "'; send application/json in UTF-8.");
        }
    }

    private static byte[] bytes(ServerRequest request) {
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        try (InputStream in = request.content().inputStream()) {
            byte[] bytes = in.readNBytes(LIMIT + 1);
            if (bytes.length > LIMIT) {
                throw tooLong();
            }
            return bytes;
        } catch (IOException e) {
            throw ApiError.of(400, "ERR_NGROK_213", "The body ended too early; send it whole.");
        }
    }

    /** The answer to a body that is longer than allowed; the rest of it is not read, so the connection must end. */
    static ApiError tooLong() {
        return ApiError.own(413, "The body is longer than " + LIMIT / 1024 + " KiB; send less.")
                .with("Connection", "close");
    }

    private static ObjectNode object(byte[] bytes) {
        JsonNode node;
        try {
            node = Json.MAPPER.readTree(bytes);
        } catch (JacksonException e) {
            throw ApiError.of(400, "ERR_NGROK_213", "The body is not JSON: " + e.getOriginalMessage() + where(e));
        }
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw ApiError.of(400, "ERR_NGROK_215", "The body is not a JSON object; send one in braces.");
    }

    private static String where(JacksonException e) {
        var at = e.getLocation();
        return at == null ? "." : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ").";
    }
}
