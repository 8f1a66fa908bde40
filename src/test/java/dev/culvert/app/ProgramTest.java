package dev.culvert.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.store.Store;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program from outside. */
final class ProgramTest {

    private static final String[] SERVE = {"serve", "--api-addr", "127.0.0.1:0", "--data-dir"};

    @TempDir
    Path directory;

    @Test
    void finds_endpoints_and_history_again_after_a_kill() throws Exception {
        try (var upstream = new EchoUpstream()) {
            int port = freePort();
            try (var culvert = serve().awaitReady()) {
                String created = culvert.request("POST", "/endpoints", """
                        {"type": "agent", "name": "echo", "url": "tcp://localhost:%d", "upstream_url": "%d"}
                        """.formatted(port, upstream.port()));
                assertThat(created).contains("\"status\":\"online\"");
                assertThat(talk(port, "hello")).isEqualTo("hello");
                await().until(
                                () -> culvert.request("GET", "/connections?state=closed", ""),
                                s -> s.contains("client_closed"));
                culvert.kill();
            }
            try (var culvert = serve().awaitReady()) {
                assertThat(culvert.request("GET", "/endpoints", ""))
                        .contains("\"name\":\"echo\"", "\"status\":\"online\"");
                assertThat(culvert.request("GET", "/connections?state=closed", ""))
                        .contains("client_closed", "\"bytes_in\":5", "\"bytes_out\":5");
                assertThat(talk(port, "again")).isEqualTo("again");
                culvert.terminate();
                assertThat(directory.resolve("api.url")).doesNotExist();
            }
        }
    }

    @Test
    void one_gateway_for_a_data_directory() throws Exception {
        try (var first = serve().awaitReady();
                var second = serve()) {
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.errors()).contains("already running", directory.toString(), "--data-dir");
            assertThat(Files.readString(directory.resolve("api.url"))).startsWith("http://127.0.0.1:");
            assertThat(first.request("GET", "/api/status", "")).contains("online");
        }
    }

    @Test
    void a_display_that_is_gone_is_told_with_what_to_do() throws Exception {
        try (var culvert = CulvertProcess.desktopOn("Nonsense", directory)) {
            assertThat(culvert.exitCode()).isEqualTo(1);
            assertThat(culvert.errors())
                    .containsOnlyOnce("No window can be opened: ")
                    .contains("Check DISPLAY, or let culvert serve run without a window.")
                    .doesNotContain("\tat dev.culvert.");
            assertThat(directory.resolve("api.url")).doesNotExist();
        }
    }

    @Test
    void a_second_desktop_brings_the_first_to_the_front() throws Exception {
        try (var first = CulvertProcess.desktop(directory)) {
            Path log = directory.resolve("culvert.log");
            // the window is there a moment after the API
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                if (!Files.exists(directory.resolve("api.url"))) {
                    return false;
                }
                try (var second = CulvertProcess.desktop(directory)) {
                    return second.exitCode() == 0;
                }
            });
            assertThat(log).content().contains("asked for this one's window");
            first.terminate();
        }
    }

    @Test
    void a_hidden_desktop_gets_its_window_when_another_is_started_and_needs_none_for_one_that_is_hidden()
            throws Exception {
        Path log = directory.resolve("culvert.log");
        try (var hidden = CulvertProcess.desktop(directory, "--hidden")) {
            await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(directory.resolve("api.url")));
            try (var atLogin = CulvertProcess.desktop(directory, "--hidden")) {
                assertThat(atLogin.exitCode()).isZero();
            }
            // a window takes a moment
            await().during(Duration.ofSeconds(3))
                    .untilAsserted(() -> assertThat(log).content().doesNotContain("The window was drawn"));
            try (var second = CulvertProcess.desktop(directory)) {
                assertThat(second.exitCode()).isZero();
            }
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(log).content().contains("The window was drawn"));
            hidden.terminate();
        }
    }

    @Test
    void a_configuration_is_followed() throws Exception {
        Path file = Files.writeString(
                directory.resolve("culvert.yml"), "version: 3\nendpoints: [{name: a, upstream: {url: 1}}]\n");
        try (var culvert = CulvertProcess.start(
                        directory,
                        "serve",
                        "--config",
                        file.toString(),
                        "--api-addr",
                        "127.0.0.1:0",
                        "--data-dir",
                        directory.toString())
                .awaitReady()) {
            assertThat(culvert.request("GET", "/endpoints", "")).contains("\"name\":\"a\"");
            Files.writeString(file, "version: 3\nendpoints: [{name: b, upstream: {url: 1}}]\n");
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(culvert.request("GET", "/endpoints", ""))
                            .contains("\"name\":\"b\"")
                            .doesNotContain("\"name\":\"a\""));
            Files.writeString(file, "version: 4\n");
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(culvert.request("GET", "/api/status", ""))
                            .contains("culvert.yml:1:10: error", "Only version 3 is known"));
            assertThat(culvert.request("GET", "/endpoints", "")).contains("\"name\":\"b\"");
            assertThat(directory.resolve("culvert.log")).content().contains("The configuration stays as it was");
            assertThat(culvert.request("GET", "/metrics", ""))
                    .contains(
                            "culvert_event_loop_lag_seconds_count{loop=\"io-1\"}",
                            "culvert_endpoint_online{endpoint=\"b\"} 1.0");
            culvert.terminate();
        }
        try (var refused = CulvertProcess.start(
                directory, "serve", "--config", file.toString(), "--data-dir", directory.toString())) {
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.errors()).contains("culvert.yml:1:10");
        }
    }

    @Test
    void the_desktop_without_a_display_says_so_and_serves() throws Exception {
        try (var culvert =
                CulvertProcess.start(directory, "--api-addr", "127.0.0.1:0", "--data-dir", directory.toString())) {
            culvert.awaitReady();
            assertThat(culvert.errors()).contains("There is no display", "without a window");
            culvert.terminate();
        }
    }

    @Test
    void an_api_address_in_use_is_named() throws Exception {
        try (var squatter = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
                var culvert = CulvertProcess.start(
                        directory,
                        "serve",
                        "--api-addr",
                        "127.0.0.1:" + squatter.getLocalPort(),
                        "--data-dir",
                        directory.toString())) {
            assertThat(culvert.exitCode()).isEqualTo(1);
            assertThat(culvert.errors()).contains("--api-addr", Integer.toString(squatter.getLocalPort()));
        }
    }

    @Test
    void a_desktop_whose_api_cannot_listen_shows_no_window() throws Exception {
        try (var squatter = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
                var culvert = CulvertProcess.desktop(directory, "--api-addr", "127.0.0.1:" + squatter.getLocalPort())) {
            assertThat(culvert.exitCode()).isEqualTo(1);
            assertThat(culvert.errors())
                    .containsOnlyOnce("--api-addr")
                    .contains(Integer.toString(squatter.getLocalPort()))
                    .doesNotContain("\tat dev.culvert.");
            assertThat(directory.resolve("culvert.log"))
                    .content()
                    .doesNotContain("The window was drawn", "A fault in thread");
            assertThat(directory.resolve("api.url")).doesNotExist();
        }
    }

    @Test
    void a_database_of_a_newer_version_is_named_with_a_window_and_without() throws Exception {
        Store.open(directory).close();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve(Store.FILE_NAME));
                var statement = connection.createStatement()) {
            statement.executeUpdate("update flyway_schema_history set version = '9999', installed_rank = 9999"
                    + " where installed_rank = (select max(installed_rank) from flyway_schema_history)");
        }
        for (boolean window : List.of(true, false)) {
            try (var culvert = window ? CulvertProcess.desktop(directory) : serve()) {
                assertThat(culvert.exitCode()).isEqualTo(1);
                assertThat(culvert.errors())
                        .containsOnlyOnce("cannot be opened")
                        .contains(Store.FILE_NAME);
            }
        }
        assertThat(directory.resolve("culvert.log")).content().doesNotContain("The window was drawn");
    }

    @Test
    void prints_its_version() throws Exception {
        try (var culvert = CulvertProcess.start(directory, "--version")) {
            assertThat(culvert.nextLine()).contains(Version.current()).doesNotContain("${");
            assertThat(culvert.exitCode()).isZero();
        }
    }

    @Test
    void a_benchmark_measures_the_program_that_runs() throws Exception {
        try (var culvert = CulvertProcess.start(
                directory, "bench", "--secs", "0.2", "--rounds", "1", "--only", "direct,culvert,connections")) {
            assertThat(culvert.exitCode()).as(culvert.errors()).isZero();
            assertThat(culvert.nextLine()).isEqualTo("# culvert bench");
            assertThat(culvert.rest()).contains("Culvert " + Version.current(), "| connections/s | more | ");
        }
    }

    @Test
    void a_benchmark_that_is_told_to_end_leaves_nothing_running() throws Exception {
        try (var culvert = CulvertProcess.start(
                directory, "bench", "--secs", "0.2", "--rounds", "100", "--only", "direct,culvert,connections")) {
            await().atMost(Duration.ofSeconds(60)).until(() -> culvert.errors().contains("Round 1 of 100"));
            List<ProcessHandle> children = culvert.children();
            assertThat(children).hasSize(3);

            assertThat(culvert.terminate()).isEqualTo(143);

            assertThat(children).noneMatch(ProcessHandle::isAlive);
            assertThat(culvert.rest()).contains("of 100 rounds");
        }
    }

    private CulvertProcess serve() throws IOException {
        String[] arguments = {SERVE[0], SERVE[1], SERVE[2], SERVE[3], directory.toString()};
        return CulvertProcess.start(directory, arguments);
    }

    private static String talk(int port, String words) throws IOException {
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            socket.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
