package dev.culvert.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The desktop that holds a data directory already. */
final class RunningDesktop {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int OK = 200;
    private static final int DONE = 204;

    private RunningDesktop() {}

    /** Brings its window to the front; false if there is none. Waits for its answer. */
    static boolean show(Path dataDirectory) {
        return answers(dataDirectory, "POST", "/api/desktop/show", DONE);
    }

    /** Whether a gateway answers there, with a window or without. Waits for its answer. */
    static boolean isThere(Path dataDirectory) {
        return answers(dataDirectory, "GET", "/api/status", OK);
    }

    private static boolean answers(Path dataDirectory, String method, String path, int expected) {
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .proxy(HttpClient.Builder.NO_PROXY)
                .build()) {
            URI api = URI.create(Files.readString(dataDirectory.resolve(DataDirectory.API_URL))
                    .strip());
            String key = Files.readString(dataDirectory.resolve("api.key")).strip();
            HttpRequest request = HttpRequest.newBuilder(api.resolve(path))
                    .timeout(PATIENCE)
                    .header("Authorization", "Bearer " + key)
                    .method(method, BodyPublishers.noBody())
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == expected;
        } catch (IOException | IllegalArgumentException e) {
            // none runs, or it is about to end: whoever asks says what stands in the way
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
