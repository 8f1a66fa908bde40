package dev.culvert.cli;

import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The endpoint of a command that runs. It ends with the command, and by itself if the command dies without a word. */
final class TemporaryEndpoint implements AutoCloseable {

    private static final long HEARTBEAT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final ApiClient client;
    private JsonNode json;
    private long lastSign = System.nanoTime();
    private boolean gone;

    private TemporaryEndpoint(ApiClient client, JsonNode json) {
        this.client = client;
        this.json = json;
    }

    static TemporaryEndpoint create(ApiClient client, ObjectNode body) throws CommandFailure {
        return new TemporaryEndpoint(client, client.post("/endpoints", body));
    }

    String id() {
        return json.path("id").asString("");
    }

    /** What the API last said of it. */
    JsonNode json() {
        return json;
    }

    /** Refuses to go on with an endpoint that nobody can reach. */
    void checkOnline() throws CommandFailure {
        if (json.at("/state/status").asString("").equals("failed")) {
            throw new CommandFailure("The endpoint cannot be opened: "
                    + json.at("/state/reason").asString("") + " Write --url with another port, or none.");
        }
    }

    /** Asks again, and says that its maker is still there when that is due. */
    void refresh() throws CommandFailure {
        try {
            if (System.nanoTime() - lastSign >= HEARTBEAT_NANOS) {
                client.put("/endpoints/" + id() + "/heartbeat");
                lastSign = System.nanoTime();
            }
            json = client.get("/endpoints/" + id());
        } catch (CommandFailure e) {
            gone = !Thread.currentThread().isInterrupted();
            throw e;
        }
    }

    @Override
    public void close() throws CommandFailure {
        if (!gone) {
            client.delete("/endpoints/" + id());
        }
    }
}
