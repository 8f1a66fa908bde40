package dev.culvert.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Calls the API of a gateway. Every call waits for the answer; an error is a {@link CommandFailure} in its words. */
final class ApiClient implements AutoCloseable {

    static final JsonMapper MAPPER = new JsonMapper();

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(40);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();
    private final URI base;
    private final KeySource keys;
    private volatile String key;

    /** A client of the gateway there. The key is read now, and once more whenever it counts no longer. */
    ApiClient(URI base, KeySource keys) throws CommandFailure {
        this.base = base;
        this.keys = keys;
        this.key = keys.read();
    }

    URI base() {
        return base;
    }

    /** Whether a gateway answers there and takes the key. */
    boolean works() {
        try {
            var unused = get("/endpoints?limit=1");
            return true;
        } catch (CommandFailure e) {
            return false;
        }
    }

    JsonNode get(String path) throws CommandFailure {
        return call("GET", path, null);
    }

    /** Copies what is answered as it comes; without a limit of time, since there may be much. */
    void download(String path, OutputStream out) throws CommandFailure {
        HttpResponse<InputStream> response = send(request(path).build(), BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() >= 400) {
                JsonNode unused = read(response.statusCode(), new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
            long unusedToo = body.transferTo(out);
            out.flush();
        } catch (IOException e) {
            throw new CommandFailure("The answer of " + base + " broke off: " + e.getMessage() + ".");
        }
    }

    JsonNode post(String path, ObjectNode body) throws CommandFailure {
        return call("POST", path, body);
    }

    JsonNode patch(String path, ObjectNode body) throws CommandFailure {
        return call("PATCH", path, body);
    }

    /**
     * Follows a stream of server-sent events after the event with that id; empty begins now. Completes when the stream ends, and
     * fails with a {@link CommandFailure} if there is none.
     */
    CompletableFuture<Void> follow(String path, String lastEventId, Consumer<String> line) {
        HttpRequest.Builder request = request(path);
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        BodyHandler<String> handler = info -> info.statusCode() == 200
                ? BodySubscribers.mapping(BodySubscribers.fromLineSubscriber(new LineSubscriber(line)), nothing -> "")
                : BodySubscribers.ofString(StandardCharsets.UTF_8);
        return http.sendAsync(request.build(), handler).handle((response, problem) -> {
            try {
                if (problem != null) {
                    throw new CommandFailure("No Culvert answers at " + base + ".");
                }
                if (response.statusCode() != 200) {
                    var unused = read(response.statusCode(), response.body());
                }
                return null;
            } catch (CommandFailure e) {
                throw new CompletionException(e);
            }
        });
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", "Bearer " + key)
                .header("Ngrok-Version", "2");
    }

    void put(String path) throws CommandFailure {
        var unused = call("PUT", path, null);
    }

    void delete(String path) throws CommandFailure {
        var unused = call("DELETE", path, null);
    }

    private JsonNode call(String method, String path, @Nullable ObjectNode body) throws CommandFailure {
        HttpResponse<String> response = send(request(method, path, body), BodyHandlers.ofString());
        if (response.statusCode() == 403 && wasRenewed()) {
            response = send(request(method, path, body), BodyHandlers.ofString());
        }
        return read(response.statusCode(), response.body());
    }

    /** Whether there is another key now than the one that was just shown. */
    private boolean wasRenewed() throws CommandFailure {
        String now = keys.read();
        boolean another = !now.equals(key);
        key = now;
        return another;
    }

    private HttpRequest request(String method, String path, @Nullable ObjectNode body) {
        HttpRequest.Builder request = request(path).timeout(TIMEOUT).header("Accept", "application/json");
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(MAPPER.writeValueAsString(body)));
        }
        return request.build();
    }

    private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> reader) throws CommandFailure {
        try {
            return http.send(request, reader);
        } catch (ConnectException e) {
            throw new CommandFailure("No Culvert answers at " + base
                    + "; start 'culvert' or 'culvert serve', or write --api-url for another.");
        } catch (IOException e) {
            throw new CommandFailure("The call of " + base + " failed: " + e.getMessage() + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted while " + base + " was being called.");
        }
    }

    private JsonNode read(int status, String body) throws CommandFailure {
        JsonNode json;
        try {
            json = MAPPER.readTree(body);
        } catch (JacksonException e) {
            throw notCulvert(status);
        }
        if (status < 400) {
            return json;
        }
        if (!json.path("msg").isString()) {
            throw notCulvert(status);
        }
        throw new CommandFailure(sentences(json));
    }

    private CommandFailure notCulvert(int status) {
        return new CommandFailure("What answers at " + base + " is not Culvert's API (status " + status
                + "); write --api-url with the address that Culvert printed.");
    }

    private static List<String> sentences(JsonNode error) {
        List<String> lines = new ArrayList<>();
        for (JsonNode problem : error.at("/details/errors")) {
            lines.add(problem.path("field").asString("") + ": "
                    + problem.path("message").asString(""));
        }
        return lines.isEmpty() ? List.of(error.path("msg").asString("")) : lines;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
