package dev.culvert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.engine.FakeConnection;
import dev.culvert.model.EndpointDraft;
import dev.culvert.model.EndpointField;
import dev.culvert.model.EndpointStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SuppressWarnings("NullAway.Init")
final class EventsCommandTest {

    private final TestLauncher launcher = new TestLauncher();

    @TempDir
    Path directory;

    private TestLauncher.Running running;
    private EndpointStatus db;

    @BeforeEach
    void start() {
        running = new TestLauncher.Running(directory);
        db = running.gateway()
                .gateway()
                .create(
                        EndpointDraft.empty().with(EndpointField.NAME, "db").with(EndpointField.UPSTREAM, "5432"),
                        false)
                .join();
    }

    @AfterEach
    void stop() {
        running.close();
    }

    private CommandRun run(String... args) {
        return CommandRun.of(launcher, directory, args);
    }

    private JsonNode json(String... args) {
        CommandRun run = run(args);
        assertThat(run.code()).as(run.err()).isZero();
        return new JsonMapper().readTree(run.out());
    }

    private void connections(int... ids) {
        var engine = running.gateway().engine();
        long before = running.gateway().gateway().history().count();
        Arrays.stream(ids).forEach(id -> engine.close(engine.add(FakeConnection.to(db, id))));
        running.gateway().awaitHistory(before + ids.length);
    }

    @Test
    void every_verb() {
        String destination = json(
                        "api",
                        "event-destinations",
                        "create",
                        "--target.file.path=e",
                        "--target.file.keep=2",
                        "--description=d")
                .path("id")
                .asString();
        assertThat(json("api", "event-destinations", "list").path("event_destinations"))
                .hasSize(1);
        assertThat(json("api", "event-destinations", "update", destination, "--metadata=m")
                        .at("/target/file/keep")
                        .asInt())
                .isEqualTo(2);
        assertThat(json("api", "event-destinations", "get", destination)
                        .path("metadata")
                        .asString())
                .isEqualTo("m");
        assertThat(json("api", "event-destinations", "test", destination)
                        .at("/event/event_type")
                        .asString())
                .isEqualTo("event_destination_test.v0");
        JsonNode subscription = json(
                "api",
                "event-subscriptions",
                "create",
                "--sources=type=endpoint_deleted.v0",
                "--sources={\"type\": \"tcp_connection_closed.v0\", \"filter\": \"ev.conn.client_port > 1\"}",
                "--destination-ids=" + destination);
        String id = subscription.path("id").asString();
        assertThat(subscription.path("sources")).hasSize(2);
        assertThat(json("api", "event-sources", "create", id, "--type=ip_policy_created.v0")
                        .path("type")
                        .asString())
                .isEqualTo("ip_policy_created.v0");
        assertThat(json("api", "event-sources", "list", id).path("sources")).hasSize(3);
        assertThat(json(
                                "api",
                                "event-sources",
                                "update",
                                id,
                                "tcp_connection_closed.v0",
                                "--fields=conn.id,close_reason")
                        .path("fields"))
                .hasSize(2);
        assertThat(json("api", "event-sources", "get", id, "tcp_connection_closed.v0")
                        .path("filter")
                        .asString())
                .isEqualTo("ev.conn.client_port > 1");
        assertThat(run("api", "event-sources", "delete", id, "ip_policy_created.v0")
                        .code())
                .isZero();
        connections(1, 2);
        await().until(() -> Files.readAllLines(directory.resolve("e")).size() == 2);
        assertThat(json("api", "event-subscriptions", "update", id, "--destination-ids=")
                        .path("destinations"))
                .isEmpty();
        assertThat(json("api", "event-subscriptions", "list", "--limit=1").path("event_subscriptions"))
                .hasSize(1);
        assertThat(json("api", "event-subscriptions", "get", id).path("sources"))
                .hasSize(2);
        assertThat(run("api", "event-subscriptions", "delete", id).code()).isZero();
        assertThat(run("api", "event-destinations", "delete", destination).code())
                .isZero();
    }

    @Test
    void what_the_api_refuses_is_said() {
        CommandRun run =
                run("api", "event-destinations", "create", "--target.webhook.url=x", "--target.webhook.headers=a=b");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("target.webhook.url: ");
        assertThat(run("api", "event-subscriptions", "create", "--sources={x").code())
                .isEqualTo(2);
        CommandRun follow = run("events", "--follow", "--filter=ev.x");
        assertThat(follow.code()).isEqualTo(1);
        assertThat(follow.err()).contains("There is no field 'ev.x'");
    }

    @Test
    void what_happened() {
        connections(1, 2, 3);
        CommandRun run = run("events");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().lines().toList()).hasSize(5);
        assertThat(run.out()).contains("TIME", "tcp_connection_closed", "db from 192.0.2.7:2, 1.5s", "client_closed");
        assertThat(run.out()).contains("endpoint_created", "'db' by ");
        assertThat(run("events", "--limit=1").out()).contains("There are more");
        assertThat(json("events", "--json", "--type=tcp_connection_closed.v0", "--filter=ev.conn.client_port == 2"))
                .hasSize(1);
        assertThat(run("events", "--type=ip_policy_deleted.v0").out()).contains("Nothing has happened.");
    }

    @Test
    void follows_what_happens() {
        try (CommandRun run = CommandRun.begin(launcher, directory, "events", "--follow", "--json")) {
            // what ended before the command listened is not told
            var next = new AtomicInteger();
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                connections(next.incrementAndGet());
                return run.out().contains("cn_00000000000");
            });
            assertThat(run.out().lines()).allMatch(l -> l.startsWith("{\"event_id\":\"ev_"));
            assertThat(run.interrupt()).isZero();
        }
    }
}
