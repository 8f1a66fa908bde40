package dev.culvert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole verb, with real processes and tiny measurements. What is asserted is the form, never the speed. */
class BenchCommandTest {

    private static final String[] TINY = {"bench", "--secs", "0.2", "--rounds", "2", "--connections", "2"};

    private final TestLauncher launcher = new TestLauncher();

    @TempDir
    Path directory;

    private CommandRun bench(String... options) {
        return CommandRun.of(launcher, directory, with(options));
    }

    private static String[] with(String... options) {
        return Stream.concat(Stream.of(TINY), Stream.of(options)).toArray(String[]::new);
    }

    private static List<ProcessHandle> children() {
        return ProcessHandle.current().descendants().toList();
    }

    private static List<Path> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(f -> f.getFileName().toString().startsWith("culvert-bench-"))
                    .toList();
        }
    }

    @Test
    void measuresCulvertBesideTheDirectWay() throws IOException {
        List<Path> before = leftovers();

        var run = bench("--only", "direct,culvert,up,connections,latency", "--json");

        assertThat(run.code()).as(run.err()).isZero();
        JsonNode json = new JsonMapper().readTree(run.out());
        assertThat(json.path("failures")).isEmpty();
        assertThat(json.path("rounds").asInt()).isEqualTo(2);
        assertThat(json.path("figures").propertyNames())
                .containsExactly(
                        "up_2_mib_per_s",
                        "up_2_cpu_s_per_gib",
                        "connections_per_s",
                        "connections_cpu_us",
                        "latency_p50_us",
                        "latency_p99_us",
                        "latency_cpu_us");
        for (JsonNode figure : json.path("figures")) {
            assertThat(figure.at("/values/culvert/runs")).as(figure.toString()).hasSize(2);
            assertThat(figure.at("/values/culvert/min").asDouble())
                    .as(figure.toString())
                    .isPositive();
        }
        assertThat(json.at("/figures/connections_per_s/ratios/culvert~1direct/median")
                        .asDouble())
                .isPositive();
        assertThat(json.at("/figures/connections_cpu_us/values").has("direct")).isFalse();
        assertThat(json.at("/machine/cores").asInt()).isPositive();
        assertThat(json.at("/forwarders/culvert/version").asString()).isNotBlank();
        assertThat(run.err()).contains("Round 1 of 2 is done.", "Round 2 of 2 is done.");
        assertThat(children()).isEmpty();
        assertThat(leftovers()).isEqualTo(before);
    }

    @Test
    void whatIsNotInstalledIsNamedOnceWithWhatToDo() {
        var run = CommandRun.withEnvironment(
                Map.of("PATH", directory.toString()), launcher, with("--only", "direct,haproxy,connections"));

        // in /usr/sbin there may be one all the same, and then it is measured
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("# culvert bench", "## Figures", "| connections/s |", "share this machine");
        assertThat(run.out().contains("| direct | HAProxy |"))
                .isNotEqualTo(run.out().contains("HAProxy is not installed; install"));
    }

    @Test
    void aPolicyThatRefusesTheLoadIsNamed() throws IOException {
        Path policy =
                Files.writeString(directory.resolve("deny.yml"), "on_tcp_connect:\n  - actions:\n      - type: deny\n");

        var run = bench("--only", "culvert,connections", "--policy", policy.toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("Nothing comes through Culvert", "--policy");
        assertThat(run.out()).isEmpty();
        assertThat(children()).isEmpty();
    }

    @Test
    void aPolicyWithErrorsIsNotTried() throws IOException {
        Path policy = Files.writeString(directory.resolve("wrong.yml"), "on_tcp_connect:\n  - actions: 7\n");

        var run = bench("--policy", policy.toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("--policy", policy + ":2:").doesNotContain("Starting");
    }

    @Test
    void anInterruptEndsItWithWhatThereIs() {
        try (var run = CommandRun.begin(
                launcher, directory, "bench", "--secs", "0.2", "--rounds", "100", "--only", "direct,connections")) {
            await().atMost(Duration.ofSeconds(60)).until(() -> run.err().contains("Round 2 of 100 is done."));

            assertThat(run.interrupt()).isZero();

            assertThat(run.out()).contains(" of 100 rounds", "| connections/s |");
            assertThat(run.err()).doesNotContain("Round 100");
            assertThat(children()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--secs 0                  | --secs: 0.0 is not from 0.1 to 30",
                "--secs 31                 | --secs: 31.0 is not from 0.1 to 30",
                "--secs NaN                | --secs: NaN is not from 0.1 to 30",
                "--secs soon               | '--secs'",
                "--rounds 0                | --rounds: 0 is not from 1 to 100",
                "--rounds 101              | --rounds: 101 is not from 1 to 100",
                "--rounds many             | write a whole number",
                "--idle 9001               | --idle: 9001 is not from 1 to 9000",
                "--connections 1,0         | --connections: 0 is not from 1 to 256",
                "--connections 257         | --connections: 257 is not from 1 to 256",
                "--connections 1,x         | '--connections'",
                "--only up,socat           | --only: 'socat' is neither a test nor a forwarder; write one of up, down",
                "--policy /no/such.yml     | --policy: '/no/such.yml' cannot be read"
            })
    void whatIsOutOfBoundsIsNamed(String options, String message) {
        var run = CommandRun.of(launcher, directory, ("bench " + options.strip()).split(" "));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(message).doesNotContain("Starting");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void whatItStartsForItselfIsNotOffered() {
        assertThat(CommandRun.of(launcher, directory, "bench", "--help").out())
                .contains("--only", "--policy", "about 4 minutes")
                .doesNotContain("Not meant for people", "Commands:", "COMMAND");
    }
}
