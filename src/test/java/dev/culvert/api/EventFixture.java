package dev.culvert.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.api.HttpCaller.Reply;
import dev.culvert.engine.FakeConnection;
import dev.culvert.model.EndpointDraft;
import dev.culvert.model.EndpointField;
import dev.culvert.model.EndpointStatus;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A gateway with an endpoint, for the tests of what the API tells of events. */
@SuppressWarnings("NullAway.Init")
abstract class EventFixture {

    @TempDir
    Path directory;

    TestGateway gateway;
    HttpCaller caller;
    EndpointStatus db;

    @BeforeEach
    void start() {
        gateway = new TestGateway(directory);
        caller = new HttpCaller(gateway);
        db = gateway.gateway().endpoints().stream()
                .findFirst()
                .orElseGet(() -> gateway.gateway()
                        .create(
                                EndpointDraft.empty()
                                        .with(EndpointField.NAME, "db")
                                        .with(EndpointField.UPSTREAM, "5432"),
                                false)
                        .join());
    }

    @AfterEach
    void stop() {
        caller.close();
        gateway.close();
    }

    /** Ends connections with these ids, in that order, and waits until they are in the history. */
    void connections(long... ids) {
        long before = gateway.gateway().history().count();
        for (long id : ids) {
            gateway.engine().close(gateway.engine().add(FakeConnection.to(db, (int) id)));
        }
        gateway.awaitHistory(before + ids.length);
    }

    JsonNode made(String path, String body) {
        Reply reply = caller.call("POST", path, body);
        assertThat(reply.status()).as(reply.json().toString()).isEqualTo(201);
        return reply.json();
    }

    /** Makes a destination of a file and answers its id. */
    String fileDestination(String name) {
        return made("/event_destinations", "{\"target\": {\"file\": {\"path\": \"" + name + "\"}}}")
                .path("id")
                .asString();
    }

    /** Makes a subscription of a destination to whole events of a type. */
    String subscription(String type, String destination) {
        return made(
                        "/event_subscriptions",
                        "{\"sources\": [{\"type\": \"" + type + "\"}], \"destination_ids\": [\"" + destination + "\"]}")
                .path("id")
                .asString();
    }
}
