package dev.culvert.cli;

import java.io.PrintWriter;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** A line of JSON for everything that happens, for programs. */
final class JsonView implements EndpointView {

    private final ConnectionFeed feed;
    private final PrintWriter out;

    JsonView(ConnectionFeed feed, PrintWriter out) {
        this.feed = feed;
        this.out = out;
    }

    @Override
    public void begin(JsonNode endpoint) {
        print("forwarding", "endpoint", endpoint);
    }

    @Override
    public void update(JsonNode endpoint) throws CommandFailure {
        for (ConnectionFeed.Change change : feed.changes(endpoint)) {
            print(
                    change.isOpening() ? "opened" : "closed",
                    "connection",
                    change.connection().json());
        }
        long untold = feed.takeUntold();
        if (untold > 0) {
            print("closed_untold", "count", ApiClient.MAPPER.getNodeFactory().numberNode(untold));
        }
    }

    private void print(String event, String name, JsonNode value) {
        out.println(ApiClient.MAPPER.writeValueAsString(
                ApiClient.MAPPER.createObjectNode().put("event", event).set(name, value)));
        out.flush();
    }

    @Override
    public void end() {
        out.flush();
    }

    @Override
    public Duration pause() {
        return Duration.ofMillis(500);
    }
}
