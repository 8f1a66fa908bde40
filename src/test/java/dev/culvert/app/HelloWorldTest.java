package dev.culvert.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The README's example of HTTP, which is that of ngrok's page on TCP endpoints, from outside and as a reader would do it. */
@EnabledIf("hasBash")
final class HelloWorldTest {

    private static final String PORT = "18000";

    @TempDir
    Path directory;

    static boolean hasBash() {
        return Files.isExecutable(Path.of("/bin/bash"));
    }

    @Test
    void a_cloud_endpoint_answers_and_the_request_is_kept() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        Files.writeString(directory.resolve("traffic-policy.yml"), policy(readme));
        int port = freePort();
        try (var culvert = CulvertProcess.start(
                        directory, "serve", "--api-addr", "127.0.0.1:0", "--data-dir", directory.toString())
                .awaitReady()) {
            String said = run(command(readme).replace(PORT, Integer.toString(port)));
            assertThat(said).contains("online");
            HttpResponse<String> answer = get(port);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("Hello world!");
            assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain");
            await().untilAsserted(() -> assertThat(culvert.request("GET", "/events?type=http_request_complete.v0", ""))
                    .contains("\"status_code\":200", "\"path\":\"/greeting\"", "\"body_length\":12"));
            culvert.terminate();
        }
    }

    private static String policy(String readme) {
        int begin = readme.indexOf("    on_http_request:");
        int end = readme.indexOf("\n\n", begin);
        return readme.substring(begin, end).stripIndent() + "\n";
    }

    private static String command(String readme) {
        return readme.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("./culvert ") && line.contains("traffic-policy.yml"))
                .findFirst()
                .orElseThrow();
    }

    private String run(String command) throws IOException, InterruptedException {
        String script = """
                culvert() { "$JAVA" -cp "$CLASSES" --enable-native-access=ALL-UNNAMED dev.culvert.app.Main "$@"; }
                """ + command.replace("./culvert", "culvert").replace("<", "<" + directory + "/")
                + " --data-dir " + directory + "\n";
        var builder = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true);
        builder.environment()
                .put("JAVA", ProcessHandle.current().info().command().orElse("java"));
        builder.environment().put("CLASSES", System.getProperty("java.class.path"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static HttpResponse<String> get(int port) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/greeting"))
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
            return client.send(request, BodyHandlers.ofString());
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
