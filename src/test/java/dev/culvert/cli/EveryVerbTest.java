package dev.culvert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What holds for all verbs, those that are yet to come included. */
@SuppressWarnings("try") // the gateway is there to be talked to
final class EveryVerbTest {

    /** A shell's script, and the ends of a pipe between two processes of the benchmark. */
    private static final Set<String> WITHOUT_JSON = Set.of("completion", "bench load", "bench upstream");

    private final TestLauncher launcher = new TestLauncher();

    @TempDir
    Path directory;

    static Stream<String> verbs() {
        var surroundings = new Surroundings(
                new TestLauncher(),
                "1",
                InputStream.nullInputStream(),
                new PrintWriter(Writer.nullWriter()),
                new PrintWriter(Writer.nullWriter()),
                false,
                Map.of());
        List<String> found = new ArrayList<>();
        collect("", CommandLineFace.commands(surroundings), found);
        return found.stream();
    }

    private static void collect(String path, CommandLine line, List<String> found) {
        if (line.getSubcommands().isEmpty()) {
            found.add(path.strip());
        }
        line.getSubcommands().forEach((name, sub) -> collect(path + " " + name, sub, found));
    }

    static Stream<String> lists() {
        return verbs().filter(v -> v.startsWith("api ") && v.endsWith(" list") && !v.startsWith("api event-sources"));
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void takesJson(String verb) {
        String help = CommandRun.of(launcher, directory, (verb + " --help").split(" "))
                .out();

        assertThat(help.contains("--json")).as(verb).isEqualTo(!WITHOUT_JSON.contains(verb));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void takesAFilterWhereItLists(String list) {
        try (var running = new TestLauncher.Running(directory)) {
            String[] all = list.split(" ");
            String[] none = (list + " --json --filter").split(" ");

            assertThat(elements(all)).isGreaterThanOrEqualTo(list.contains("ingresses") ? 2 : 0);
            assertThat(elements(with(none, "obj.id == \"none\""))).isZero();
            var wrong = CommandRun.of(launcher, directory, with(none, "obj.colour == \"red\""));
            assertThat(wrong.code()).isEqualTo(1);
            assertThat(wrong.err()).contains("colour");
        }
    }

    @Test
    void keepsWhatTheFilterWants() {
        try (var running = new TestLauncher.Running(directory)) {
            for (String name : List.of("office", "home")) {
                CommandRun.of(launcher, directory, "api", "ip-policies", "create", "--description=" + name);
                CommandRun.of(launcher, directory, "api", "endpoints", "create", "--upstream-url=1", "--name=" + name);
            }

            assertThat(elements("api", "ip-policies", "list", "--filter", "obj.description == \"home\""))
                    .isEqualTo(1);
            assertThat(elements("api", "endpoints", "list", "--filter", "obj.name.startsWith(\"off\")"))
                    .isEqualTo(1);
        }
    }

    private static String[] with(String[] words, String last) {
        return Stream.concat(Stream.of(words), Stream.of(last)).toArray(String[]::new);
    }

    private int elements(String... words) {
        CommandRun run = CommandRun.of(launcher, directory, words);
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode json = new JsonMapper().readTree(run.out());
        return json.valueStream()
                .filter(JsonNode::isArray)
                .findFirst()
                .orElseThrow()
                .size();
    }
}
