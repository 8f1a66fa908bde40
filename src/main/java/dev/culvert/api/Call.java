package dev.culvert.api;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
    private final Operation operation;

    /** A request for an operation; if that is declared, its query is held against the declaration. */
    Call(ServerRequest request, Operation operation) {
        this.request = request;
        this.operation = operation;
        if (operation.isDeclared()) {
            var unused = query();
        }
    }

    /** What the caller wrote at a place of the path. */
    String path(String name) {
        return request.path().pathParameters().get(name);
    }

    /** A header, if it was sent. */
    Optional<String> header(String name) {
        return request.headers().first(HeaderNames.create(name));
    }

    /** The query, in which nothing but the declared parameters may stand. */
    Query query() {
        return Query.read(request.query(), operation.parameterNames());
    }

    /** The body, which must be a JSON object. */
    ObjectNode body() {
        return Body.read(request);
    }

    /**
     * The body of a declared operation, whose fields are all texts: nothing but the declared fields may stand in it. A
     * change of nothing is refused; in a change the id may be repeated, as ngrok's clients do.
     */
    TextBody fields() {
        List<String> declared =
                Objects.requireNonNull(operation.body(), operation.id()).fields();
        ObjectNode body = body();
        if (!operation.method().equals(Method.PATCH)) {
            return TextBody.of(body, Set.copyOf(declared));
        }
        Set<String> allowed = new HashSet<>(declared);
        allowed.add("id");
        TextBody fields = TextBody.of(body, allowed);
        if (declared.stream().allMatch(name -> fields.text(name) == null)) {
            throw nothingToChange();
        }
        return fields;
    }

    /** The answer to a change in which no field is given. */
    static ApiError nothingToChange() {
        return ApiError.own(400, "There is nothing to change; send at least one field.");
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
