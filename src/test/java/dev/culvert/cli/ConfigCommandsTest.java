package dev.culvert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code config check}, {@code start} and {@code completion}. */
class ConfigCommandsTest {

    private static final String GOOD = """
            version: 3
            endpoints:
              - name: db
                url: tcp://localhost:25432
                upstream: {url: 5432}
                max_connections: 3
                pooling_enabled: false
                bindings: [public]
              - name: ssh
                upstream: {url: 22}
            """;

    private final TestLauncher launcher = new TestLauncher();

    @TempDir
    Path directory;

    private String write(String text) throws IOException {
        return Files.writeString(directory.resolve("culvert.yml"), text).toString();
    }

    private CommandRun run(String... words) {
        return CommandRun.of(launcher, directory, words);
    }

    @Test
    void aGoodFile() throws IOException {
        String file = write(GOOD);

        assertThat(run("config", "check", file).code()).isZero();
        assertThat(run("config", "check", file).out().strip()).isEqualTo(file + ": 2 endpoints, no findings");
        assertThat(run("config", "check", file, "--json").out().strip()).isEqualTo("[ ]");
    }

    @Test
    void aBadFileIsToldWithPlaces() throws IOException {
        String file = write(GOOD + "    colour: red\n");

        var run = run("config", "check", file);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).startsWith(file + ":11:5: error CULVERT_CONFIG There is no 'colour'");
        assertThat(run("config", "check", file, "--json").out()).contains("\"line\" : 11", "\"column\" : 5");
        assertThat(run("start", "--all").err()).startsWith(file + ":11:5: error");
        assertThat(run("config", "check", "none.yml").err()).contains("'none.yml' cannot be read");
    }

    @Test
    void startPublishesWhatIsNamedUntilTheEnd() throws IOException {
        write(GOOD);
        try (var serve = CommandRun.begin(launcher, directory, "serve")) {
            serve.awaitOut("key file");
            var gateway = launcher.running().gateway().gateway();
            var start = CommandRun.begin(launcher, directory, "start", "db");
            start.awaitOut("forwarding tcp://localhost:25432 -> tcp://localhost:5432");

            assertThat(gateway.endpoints()).singleElement().satisfies(s -> {
                assertThat(s.endpoint().name()).isEqualTo("db");
                assertThat(s.endpoint().temporary()).isTrue();
                assertThat(s.endpoint().spec().limits().maxConnections()).isEqualTo(3);
            });
            assertThat(start.interrupt()).isZero();
            assertThat(gateway.endpoints()).isEmpty();

            var all = CommandRun.begin(launcher, directory, "start", "--all", "--json");
            all.awaitOut("\"name\":\"ssh\"");
            assertThat(gateway.endpoints()).hasSize(2);
            assertThat(all.interrupt()).isZero();
            assertThat(gateway.endpoints()).isEmpty();
        }
    }

    @Test
    void whatCannotBeStarted() throws IOException {
        write(GOOD);
        assertThat(run("start").err()).contains("Write the names of endpoints, or --all.");
        assertThat(run("start", "--all", "db").code()).isEqualTo(2);
        assertThat(run("start", "web").err()).contains("There is no endpoint 'web'", "it has db, ssh.");
        write("version: 3\n");
        assertThat(run("start", "--all").err()).contains("There is no endpoint in");
    }

    @Test
    void serveFollowsAFileAndTellsJson() throws IOException {
        String file = write(GOOD);
        try (var run = CommandRun.begin(launcher, directory, "serve", "--config", file, "--json")) {
            run.awaitOut("\"event\":\"listening\"");
        }
        assertThat(launcher.served())
                .singleElement()
                .satisfies(o -> assertThat(o.config()).isEqualTo(Path.of(file)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void scriptsForShellsThatBashCanRead(String shell) throws IOException, InterruptedException {
        String script = run("completion", shell).out();
        assertThat(script).contains("ip-policies", "--traffic-policy-file");

        Path file = Files.writeString(
                directory.resolve("script"),
                (shell.equals("zsh") ? script.lines().skip(1).reduce("", (a, b) -> a + b + "\n") : script)
                        + "\nCOMP_WORDS=(culvert api ip); COMP_CWORD=2; COMP_LINE='culvert api ip'; COMP_POINT=14\n"
                        + "_complete_culvert; echo \"${COMPREPLY[@]}\"\n");
        Process bash = new ProcessBuilder("bash", file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(bash.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(said).isZero();
        assertThat(said.strip().split(" "))
                .contains("ip-policies", "ip-policy-rules")
                .doesNotContain("serve");
    }

    @Test
    void aScriptForFish() {
        String script = run("completion", "fish").out();

        assertThat(script.lines())
                .allSatisfy(line -> assertThat(line).startsWith("complete -c culvert "))
                .anySatisfy(line -> assertThat(line).contains("-a serve", "not __fish_seen_subcommand_from"))
                .anySatisfy(line -> assertThat(line)
                        .contains(
                                "__fish_seen_subcommand_from api; and __fish_seen_subcommand_from endpoints",
                                "-a create"))
                .anySatisfy(line -> assertThat(line).contains("-l traffic-policy-file -r -F"))
                // what is no file must not be completed by the names of files
                .anySatisfy(line -> assertThat(line).contains("from tcp' -l url -x"))
                .anySatisfy(line -> assertThat(line).contains("-l filter -x", "-reason:denied text\\'.'"));
    }

    @Test
    void aScriptForZshLeavesTheShellAsItIs() {
        assertThat(run("completion", "zsh").out())
                .contains("bashcompinit", "_complete_culvert", "# Make alias a distinct command")
                .doesNotContain("setopt", "alias compopt");
    }
}
