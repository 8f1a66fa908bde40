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
    private static final int DONE = 204;

    private RunningDesktop() {}

    /** Brings its window to the front; false if there is none. Waits for its answer. */
    static boolean show(Path dataDirectory) {
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .proxy(HttpClient.Builder.NO_PROXY)
                .build()) {
            URI api = URI.create(Files.readString(dataDirectory.resolve(DataDirectory.API_URL))
                    .strip());
            String key = Files.readString(dataDirectory.resolve("api.key")).strip();
            HttpRequest request = HttpRequest.newBuilder(api.resolve("/api/desktop/show"))
                    .timeout(PATIENCE)
                    .header("Authorization", "Bearer " + key)
                    .POST(BodyPublishers.noBody())
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == DONE;
        } catch (IOException | IllegalArgumentException e) {
            // none runs, or it is about to end: whoever asks says what stands in the way
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
