package dev.culvert.cli;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Follows the stream of events, and goes on after the last one when the gateway was away. */
final class EventFeed {

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ApiClient client;
    private final String path;
    private final Consumer<JsonNode> listener;
    private final Consumer<String> notice;
    private volatile String last = "";
    private volatile String name = "";
    private volatile boolean heard;

    /**
     * A feed.
     *
     * @param listener hears each event, on the client's threads but one at a time
     * @param notice hears what else is to be said
     */
    EventFeed(ApiClient client, String path, Consumer<JsonNode> listener, Consumer<String> notice) {
        this.client = client;
        this.path = path;
        this.listener = listener;
        this.notice = notice;
    }

    /** Follows until the signal comes. */
    void follow(StopSignal stop) throws CommandFailure {
        while (true) {
            CompletableFuture<Void> stream = client.follow(path, last, this::line);
            while (!stream.isDone()) {
                if (stop.within(LOOK)) {
                    return;
                }
            }
            try {
                stream.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof CommandFailure failure && !heard) {
                    throw failure;
                }
            }
            notice.accept("The stream has ended; trying again.");
            if (stop.within(PAUSE)) {
                return;
            }
        }
    }

    private void line(String line) {
        heard = true;
        if (line.startsWith("event: ")) {
            name = line.substring("event: ".length());
        } else if (line.startsWith("data: ")) {
            JsonNode json = ApiClient.MAPPER.readTree(line.substring("data: ".length()));
            if (name.equals("missed")) {
                notice.accept(json.path("events").asLong() + " events are not in the history any more.");
            } else {
                last = json.path("event_id").asString("");
                listener.accept(json);
            }
        }
    }
}
