package dev.culvert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.engine.FakeEngine.Ended;
import dev.culvert.model.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EndpointsCommandTest {

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

    private CommandRun endpoints(String... args) {
        return CommandRun.of(
                launcher,
                directory,
                Stream.concat(Stream.of("api", "endpoints"), Arrays.stream(args))
                        .toArray(String[]::new));
    }

    private JsonNode json(String... args) {
        CommandRun run = endpoints(args);
        assertThat(run.code()).as(run.err()).isZero();
        return new JsonMapper().readTree(run.out());
    }

    @Test
    void createdWithEveryOption() throws IOException {
        Path policy = Files.writeString(directory.resolve("policy.yml"), "on_tcp_connect: []\n");

        JsonNode made = json(
                "create",
                "--url=tcp://localhost:25432",
                "--type=agent",
                "--name=db",
                "--bindings=public",
                "--upstream-url=5432",
                "--description=a database",
                "--metadata={}",
                "--pooling-enabled",
                "--traffic-policy-file=" + policy,
                "--upstream-proxy-protocol=2",
                "--connect-timeout=5s",
                "--client-idle-timeout=1h",
                "--server-idle-timeout=0",
                "--max-lifetime=7d",
                "--max-connections=9",
                "--enabled=false");

        assertThat(made.path("url").asString()).isEqualTo("tcp://localhost:25432");
        assertThat(made.path("name").asString()).isEqualTo("db");
        assertThat(made.path("upstream_url").asString()).isEqualTo("tcp://localhost:5432");
        assertThat(made.path("description").asString()).isEqualTo("a database");
        assertThat(made.path("metadata").asString()).isEqualTo("{}");
        assertThat(made.path("pooling_enabled").asBoolean()).isTrue();
        assertThat(made.path("traffic_policy").asString()).isEqualTo("on_tcp_connect: []\n");
        assertThat(made.path("upstream_proxy_protocol").asString()).isEqualTo("2");
        assertThat(made.path("connect_timeout").asString()).isEqualTo("5s");
        assertThat(made.path("client_idle_timeout").asString()).isEqualTo("1h");
        assertThat(made.path("server_idle_timeout").asString()).isEqualTo("0");
        assertThat(made.path("max_lifetime").asString()).isEqualTo("7d");
        assertThat(made.path("max_connections").asInt()).isEqualTo(9);
        assertThat(made.path("enabled").asBoolean()).isFalse();
        assertThat(made.path("temporary").asBoolean()).isFalse();
    }

    private static final String DENIES = "on_tcp_connect: [{actions: [{type: deny}]}]";

    @Test
    void aCloudEndpoint() {
        JsonNode made = json("create", "--type", "cloud", "--url", "tcp://localhost:25000", "--traffic-policy", DENIES);

        assertThat(made.path("type").asString()).isEqualTo("cloud");
        assertThat(made.path("traffic_policy").asString()).isEqualTo(DENIES);
    }

    @Test
    void listedShownChangedAndDeleted() {
        String first = json("create", "--upstream-url=1").path("id").asString();
        String second = json("create", "--upstream-url=2").path("id").asString();

        assertThat(json("list").at("/endpoints/0/id").asString()).isEqualTo(second);
        assertThat(json("list", "--limit=1").path("next_page_uri").asString()).contains("before_id=" + second);
        assertThat(json("list", "--before-id", second).at("/endpoints/0/id").asString())
                .isEqualTo(first);
        assertThat(json("get", first).path("upstream_url").asString()).isEqualTo("tcp://localhost:1");

        JsonNode changed = json("update", first, "--upstream-url=3", "--enabled=true", "--connections=drain");
        assertThat(changed.path("upstream_url").asString()).isEqualTo("tcp://localhost:3");
        assertThat(running.gateway().engine().ended()).extracting(Ended::ending).containsExactly(Ending.DRAIN);

        CommandRun deleted = endpoints("delete", first, "--connections=drain");
        assertThat(deleted.code()).isZero();
        assertThat(deleted.out()).isEmpty();
        assertThat(json("list").path("endpoints").size()).isEqualTo(1);
    }

    @Test
    void everyProblemIsASentenceThatNamesTheField() {
        CommandRun run = endpoints("create", "--url=tcp://localhost", "--connect-timeout=soon");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines().toList())
                .hasSize(3)
                .anySatisfy(l -> assertThat(l).startsWith("url: 'localhost' has no port"))
                .anySatisfy(l -> assertThat(l).startsWith("upstream_url: Say where to forward to"))
                .anySatisfy(l -> assertThat(l).startsWith("connect_timeout: 'soon' is not a duration"));
    }

    @Test
    void otherRefusals() {
        assertThat(endpoints("get", "ep_x").err()).contains("'ep_x' is not the id of an endpoint");
        assertThat(endpoints("get", "a?b c").err()).contains("'a?b c' is not the id of an endpoint");
        assertThat(endpoints("list", "--limit=1000").err()).contains("limit: 1000 is out of range");
        assertThat(endpoints(
                                "update",
                                json("create", "--upstream-url=1").path("id").asString())
                        .err())
                .contains("nothing to change");
        assertThat(endpoints("list", "--api-key=wrong").err()).contains("not the API key of this Culvert");
    }

    @Test
    void atAnAddressOfTheUsersChoice() throws IOException {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        String url = "--api-url=" + running.api();
        String key = "--api-key=" + running.gateway().key().value();

        assertThat(CommandRun.of(launcher, elsewhere, "api", "endpoints", "list", url, key)
                        .code())
                .isZero();
        assertThat(CommandRun.of(launcher, elsewhere, "api", "endpoints", "list", url)
                        .err())
                .contains("There is no API key in " + elsewhere, "--api-key");
    }

    @Test
    void whereNobodyAnswers() throws IOException {
        Files.writeString(directory.resolve("api.url"), "http://127.0.0.1:1\n");
        assertThat(endpoints("list").err()).contains("No Culvert answers at http://127.0.0.1:1", "'culvert serve'");

        Files.writeString(directory.resolve("api.url"), "rubbish");
        CommandRun run = endpoints("list");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains(directory.resolve("api.url") + " is damaged");
    }
}
