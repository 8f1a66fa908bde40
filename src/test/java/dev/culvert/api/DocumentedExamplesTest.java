package dev.culvert.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.engine.FakeConnection;
import dev.culvert.model.EndpointId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every {@code curl} of the README and of the API's page against a gateway, as a reader would. */
@EnabledIf("hasCurl")
class DocumentedExamplesTest {

    private static final List<Path> PAGES = List.of(Path.of("README.md"), Path.of("src/docs/api.md"));

    @TempDir
    Path directory;

    static boolean hasCurl() {
        return Files.isExecutable(Path.of("/usr/bin/curl")) && Files.isExecutable(Path.of("/bin/bash"));
    }

    static Stream<String> examples() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path page : PAGES) {
            Files.readString(page)
                    .replace("\\\n", " ")
                    .lines()
                    .map(String::strip)
                    .filter(line -> line.startsWith("curl "))
                    .forEach(found::add);
        }
        assertThat(found).hasSizeGreaterThan(20);
        return found.stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void itWorks(String example) throws IOException, InterruptedException {
        try (var gateway = new TestGateway(directory);
                var caller = new HttpCaller(gateway)) {
            Files.writeString(directory.resolve("api.url"), gateway.server().uri() + "\n");
            String command = filled(example, gateway, caller);

            Process bash = new ProcessBuilder("bash", "-c", script(command))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(bash.waitFor()).as("%s%n%s", command, said).isZero();
            assertThat(said).as(command).doesNotContain("\"error_code\"");
        }
    }

    private String script(String command) {
        return """
                set -e
                curl() { command curl --fail-with-body -sS "$@"; }
                DIR=%s
                URL=$(cat "$DIR/api.url")
                AUTH="Authorization: Bearer $(cat "$DIR/api.key")"
                JSON='Content-Type: application/json'
                %s
                """.formatted(directory, command);
    }

    /** The example with what stands for something put in, in a gateway that has it. */
    private String filled(String example, TestGateway gateway, HttpCaller caller) {
        boolean makesEndpoints =
                example.contains("-X POST $URL/endpoints ") || example.contains("POST $URL/api/tunnels");
        String endpoint =
                makesEndpoints ? "" : made(caller, "/endpoints", "{\"name\": \"db\", \"upstream_url\": \"5432\"}");
        if (!makesEndpoints) {
            made(caller, "/api/tunnels", "{\"name\": \"ssh\", \"addr\": \"22\"}");
            var status = gateway.gateway().endpoint(new EndpointId(endpoint)).orElseThrow();
            gateway.engine().add(FakeConnection.to(status, 1));
        }
        String temporary = made(caller, "/endpoints", "{\"upstream_url\": \"1\", \"temporary\": true}");
        String policy = made(caller, "/ip_policies", "{}");
        return example.replace("ep_…/heartbeat", temporary + "/heartbeat")
                .replace("ep_…", endpoint)
                .replace("cn_…", "cn_0000000000001")
                .replace("ipp_…", policy)
                .replace("\"…\"", "\"on_tcp_connect: []\"")
                .replace("~/.local/share/culvert", directory.toString())
                .replace("http://127.0.0.1:4040", gateway.server().uri().toString());
    }

    private static String made(HttpCaller caller, String path, String body) {
        HttpCaller.Reply reply = caller.call("POST", path, body);
        assertThat(reply.status()).as(path).isEqualTo(201);
        return reply.text("/id");
    }
}
