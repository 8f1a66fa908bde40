package dev.culvert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code culvert api reserved-addrs}, {@code ingresses} and {@code custom-domains}. */
@SuppressWarnings("NullAway.Init")
final class AddressCommandsTest {

    private final TestLauncher launcher = new TestLauncher();

    @TempDir
    Path directory;

    private TestLauncher.Running running;

    @BeforeEach
    void start() {
        running = new TestLauncher.Running(directory);
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

    @Test
    void an_address_from_reservation_to_release() {
        JsonNode made = json(
                "api", "reserved-addrs", "create", "--description=shop", "--metadata=m", "--region=eu", "--port=24711");
        String id = made.path("id").asString();
        assertThat(made.path("addr").asString()).isEqualTo("localhost:24711");
        assertThat(made.path("region").asString()).isEqualTo("eu");
        assertThat(json("api", "reserved-addrs", "list", "--limit=1").path("reserved_addrs"))
                .hasSize(1);
        assertThat(json("api", "reserved-addrs", "list", "--before-id=" + id).path("reserved_addrs"))
                .isEmpty();
        assertThat(json("api", "reserved-addrs", "update", id, "--description=other")
                        .path("description")
                        .asString())
                .isEqualTo("other");
        assertThat(json("api", "reserved-addrs", "get", id).path("metadata").asString())
                .isEqualTo("m");
        assertThat(run("api", "reserved-addrs", "delete", id).code()).isZero();
        assertThat(run("api", "reserved-addrs", "get", id).code()).isEqualTo(1);
    }

    @Test
    void what_is_wrong_is_said_in_words() {
        CommandRun region = run("api", "reserved-addrs", "create", "--region=moon");
        assertThat(region.code()).isEqualTo(1);
        assertThat(region.err()).contains("region: 'moon' is no ingress");
        assertThat(run("api", "reserved-addrs").code()).isEqualTo(2);
    }

    @Test
    void an_ingress_by_its_name() {
        JsonNode made = json(
                "api",
                "ingresses",
                "create",
                "--name=office",
                "--bind=127.0.0.1,::1",
                "--host=office.example",
                "--port-range=21000-21009");
        assertThat(made.path("bind_addresses")).hasSize(2);
        assertThat(json("api", "ingresses", "update", "office", "--name=hq", "--host=hq.example")
                        .path("host")
                        .asString())
                .isEqualTo("hq.example");
        assertThat(json("api", "ingresses", "get", "hq").path("port_range").asString())
                .isEqualTo("21000-21009");
        assertThat(json("api", "ingresses", "list").path("ingresses")).hasSize(3);
        assertThat(run("api", "ingresses", "delete", "lan").err()).contains("cannot be deleted");
        assertThat(run("api", "ingresses", "delete", "hq").code()).isZero();
    }

    @Test
    void a_custom_domain() {
        JsonNode made = json("api", "custom-domains", "create", "--name=tcp.shop.invalid", "--region=lan");
        String id = made.path("id").asString();
        assertThat(made.path("ingress").path("name").asString()).isEqualTo("lan");
        assertThat(json("api", "custom-domains", "check", id)
                        .at("/state/status")
                        .asString())
                .isIn("missing", "unknown");
        assertThat(run("api", "custom-domains", "delete", id).code()).isZero();
    }
}
