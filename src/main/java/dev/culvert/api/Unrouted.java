package dev.culvert.api;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import org.jspecify.annotations.Nullable;

/** Answers what the HTTP server refuses before any route sees it, in the same envelope. */
final class Unrouted implements DirectHandler {

    static void register(DirectHandlers.Builder handlers) {
        var handler = new Unrouted();
        for (EventType type : EventType.values()) {
            handlers.addHandler(type, handler);
        }
    }

    @Override
    public TransportResponse handle(
            TransportRequest request,
            EventType type,
            Status status,
            ServerResponseHeaders headers,
            @Nullable String message) {
        ApiError error = request.headers().contains(HeaderNames.CONTENT_ENCODING) ? compressed() : error(status);
        String operation = Routes.newOperation();
        return TransportResponse.builder()
                .status(Status.create(error.status()))
                .headers(headers)
                .header(HeaderNames.CONTENT_TYPE, Answer.CONTENT_TYPE)
                .header(Routes.OPERATION, operation)
                .entity(Json.MAPPER.writeValueAsBytes(Errors.envelope(error, operation)))
                .keepAlive(false)
                .build();
    }

    /** The HTTP server knows no codings and says only that the request is bad. */
    private static ApiError compressed() {
        return ApiError.own(
                415, "The header Content-Encoding is not for this API; send the body as it is, without it.");
    }

    /** The error for a request that is no good as HTTP. */
    static ApiError error(Status status) {
        int code = status.code();
        return switch (code) {
            case 413 -> Body.tooLong();
            case 400 -> ApiError.own(400, "This is not a valid HTTP request.");
            case 505 -> ApiError.own(505, "Speak HTTP/1.1.");
            default -> ApiError.own(code, status.reasonPhrase() + ".");
        };
    }
}
