package dev.culvert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiagnoseCommandTest {

    @TempDir
    Path directory;

    private static Map<String, String> contents(Path zip) throws IOException {
        Map<String, String> texts = new HashMap<>();
        try (var in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                texts.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return texts;
    }

    @Test
    void tells_of_a_gateway_that_runs_and_keeps_its_secrets() throws Exception {
        var launcher = new TestLauncher();
        Path data = directory.resolve("data");
        try (var running =
                launcher.serve(new LaunchOptions(data, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))) {
            String key = Files.readString(running.keyFile()).strip();
            Files.writeString(
                    data.resolve("culvert.log"), "a caller wrote " + key + "\nsigning_secret=hidden-in-the-log\n");
            Files.writeString(data.resolve("culvert.1.log"), "older");
            Files.writeString(data.resolve("other.txt"), "not to be taken");
            String[] create = {
                "api",
                "endpoints",
                "create",
                "--type",
                "agent",
                "--name",
                "shop",
                "--url",
                "tcp://localhost:15432",
                "--upstream-url",
                "5432",
                "--metadata",
                "metadata-of-the-user",
                "--traffic-policy",
                "{on_tcp_connect: [{actions: [{type: deny}], expressions: [\"conn.client_ip == '198.51.100.77'\"]}]}"
            };
            CommandRun made = CommandRun.of(launcher, data, create);
            assertThat(made.code()).as(made.err()).isZero();

            Path zip = directory.resolve("report.zip");
            CommandRun run = CommandRun.of(launcher, data, "diagnose", "--output", zip.toString());
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.out().strip()).isEqualTo(zip.toString());
            CommandRun json = CommandRun.of(launcher, data, "diagnose", "--json", "--output", zip.toString());
            assertThat(json.out()).isEqualToIgnoringWhitespace("{\"file\":\"" + zip + "\"}");
            Map<String, String> texts = contents(zip);
            assertThat(texts)
                    .containsOnlyKeys(
                            "about.txt", "gateway.json", "files.txt", "logs/culvert.log", "logs/culvert.1.log");
            assertThat(texts.get("about.txt")).contains("Culvert: ", "Java: ", "Data directory: " + data);
            assertThat(texts.get("gateway.json"))
                    .contains("\"shop\"", "tcp://localhost:15432", "\"has_traffic_policy\" : true", "\"online\"");
            assertThat(texts.get("files.txt")).contains("api.key", "other.txt");
            assertThat(texts.get("logs/culvert.log")).contains("a caller wrote [redacted]");
            assertThat(String.join("\n", texts.values()))
                    .doesNotContain(
                            key, "hidden-in-the-log", "198.51.100.77", "metadata-of-the-user", "not to be taken");
        }
    }

    @Test
    void works_without_a_gateway_and_without_a_directory() throws Exception {
        Path zip = directory.resolve("report.zip");
        CommandRun run = CommandRun.of(new TestLauncher(), directory.resolve("none"), "diagnose", "-o", zip.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(contents(zip).get("gateway.json")).contains("No Culvert is running");
        assertThat(contents(zip).get("files.txt")).contains("There is no directory");
    }

    @Test
    void a_file_that_cannot_be_written_is_named_and_leaves_nothing() {
        Path zip = directory.resolve("none/report.zip");
        CommandRun run = CommandRun.of(new TestLauncher(), directory, "diagnose", "-o", zip.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains(zip.toString(), "--output");
    }
}
