package dev.culvert.api;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.node.ObjectNode;

/** One request, as a route sees it. */
final class Call {

    private static final long PATIENCE_SECONDS = 30;

    private final ServerRequest request;

    Call(ServerRequest request) {
        this.request = request;
    }

    /** What the caller wrote at a place of the path. */
    String path(String name) {
        return request.path().pathParameters().get(name);
    }

    /** A header, if the caller sent it. */
    Optional<String> header(String name) {
        return request.headers().first(HeaderNames.create(name));
    }

    /** The query, in which nothing but these parameters may stand. */
    Query query(String... allowed) {
        return Query.read(request.query(), allowed);
    }

    /** The body, which must be a JSON object. */
    ObjectNode body() {
        return Body.read(request);
    }

    /** An absolute address under the name by which the caller knows this API. */
    String uri(String path) {
        return "http://" + request.headers().get(HeaderNames.HOST).get() + path;
    }

    /** Waits for what a gateway does; request threads are virtual, so waiting costs nothing. */
    <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } catch (TimeoutException e) {
            throw ApiError.own(503, "This takes longer than " + PATIENCE_SECONDS + " seconds and goes on; look again.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiError.own(503, "Culvert is stopping; look whether this was done when it runs again.");
        }
    }

    private static RuntimeException unwrapped(ExecutionException e) {
        Throwable cause = e.getCause();
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }
}
