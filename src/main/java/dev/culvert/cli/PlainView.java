package dev.culvert.cli;

import java.io.PrintWriter;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** A line for everything that happens, for logs and pipes. */
final class PlainView implements EndpointView {

    private final ConnectionFeed feed;
    private final PrintWriter out;
    private String state = "online";

    PlainView(ConnectionFeed feed, PrintWriter out) {
        this.feed = feed;
        this.out = out;
    }

    @Override
    public void begin(JsonNode endpoint) {
        out.println("forwarding " + endpoint.path("url").asString("") + " -> "
                + endpoint.path("upstream_url").asString(""));
        out.flush();
    }

    @Override
    public void update(JsonNode endpoint) throws CommandFailure {
        String now = endpoint.at("/state/status").asString("");
        if (!now.equals(state)) {
            state = now;
            out.println(("endpoint " + now + " " + endpoint.at("/state/reason").asString("")).strip());
        }
        for (ConnectionFeed.Change change : feed.changes(endpoint)) {
            ConnectionText c = change.connection();
            out.println(
                    change.isOpening()
                            ? "opened " + c.id() + " from " + c.client()
                            : "closed " + c.id() + " from " + c.client() + " after " + c.duration() + ", in "
                                    + c.bytesIn() + ", out " + c.bytesOut() + ": " + c.reason());
        }
        long untold = feed.takeUntold();
        if (untold > 0) {
            out.println("closed " + untold + " more connections, too many to tell one by one");
        }
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
