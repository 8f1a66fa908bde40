package dev.culvert.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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

    private static final int TIMED_OUT = 28;

    @TempDir
    Path directory;

    static boolean hasCurl() {
        return Files.isExecutable(Path.of("/usr/bin/curl")) && Files.isExecutable(Path.of("/bin/bash"));
    }

    static Stream<String> examples() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path page : PAGES) {
            StringBuilder open = new StringBuilder();
            for (String line :
                    Files.readString(page).replace("\\\n", " ").lines().toList()) {
                if (open.isEmpty() && !line.strip().startsWith("curl ")) {
                    continue;
                }
                open.append(line.strip()).append(' ');
                if (open.chars().filter(c -> c == '\'').count() % 2 == 0) { // what is quoted may go on in the next line
                    found.add(open.toString().strip());
                    open.setLength(0);
                }
            }
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

            int code = bash.waitFor();
            // a stream goes on until its reader has had enough
            assertThat(example.contains("-sN") && code == TIMED_OUT ? 0 : code)
                    .as("%s%n%s", command, said)
                    .isZero();
            assertThat(said).as(command).doesNotContain("\"error_code\"");
        }
    }

    private String script(String command) {
        return """
                set -e
                curl() { command curl --fail-with-body -sS --max-time 20 "$@"; }
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
        boolean makesIngresses = example.contains("-X POST $URL/ingresses");
        if (!makesIngresses) {
            made(
                    caller,
                    "/ingresses",
                    "{\"name\": \"office\", \"bind_addresses\": [\"127.0.0.1\"], \"host\": \"tcp.example\"}");
        }
        return events(example, caller)
                .replace("ra_…", example.contains("ra_…") ? made(caller, "/reserved_addrs", "{}") : "")
                .replace("cd_…", example.contains("cd_…") ? domain(caller) : "")
                .replace("ep_…/heartbeat", temporary + "/heartbeat")
                .replace("ep_…", endpoint)
                .replace("cn_…", "cn_0000000000001")
                .replace("ipp_…", policy)
                .replace("\"…\"", "\"on_tcp_connect: []\"")
                .replace("~/.local/share/culvert", directory.toString())
                .replace("http://127.0.0.1:4040", gateway.server().uri().toString());
    }

    private String events(String example, HttpCaller caller) {
        boolean skips = example.contains("/skip");
        String target = skips ? "{\"webhook\": {\"url\": \"http://127.0.0.1:1/\"}}" : "{\"debug\": {}}";
        String destination = made(caller, "/event_destinations", "{\"target\": " + target + "}");
        String type = example.contains("/sources/ip_policy") ? "ip_policy_created.v0" : "endpoint_created.v0";
        String subscription = made(
                caller,
                "/event_subscriptions",
                "{\"destination_ids\": [\"%s\"], \"sources\": [{\"type\": \"%s\"}]}".formatted(destination, type));
        if (skips) {
            made(caller, "/endpoints", "{\"upstream_url\": \"1\"}");
            await().until(() -> caller.call("GET", "/event_destinations/" + destination)
                    .text("/delivery/status")
                    .equals("failing"));
        }
        return example.replace("ed_…", destination)
                .replace("esb_…", subscription)
                .replace("ev_…", caller.call("GET", "/events?limit=1", "").text("/events/0/event_id"))
                .replace("/var/log/culvert", directory.toString())
                .replace(", \"verify_with_test_event\": true", "") // that wants somebody who takes it
                .replace("-sN", "-sN --max-time 2");
    }

    private static String domain(HttpCaller caller) {
        return made(caller, "/custom_domains", "{\"name\": \"db.example\", \"region\": \"office\"}");
    }

    private static String made(HttpCaller caller, String path, String body) {
        HttpCaller.Reply reply = caller.call("POST", path, body);
        assertThat(reply.status()).as(path).isEqualTo(201);
        return reply.text("/id");
    }
}
