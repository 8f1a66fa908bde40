package dev.culvert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code culvert policy try} with a request. */
class PolicyTryRequestTest {

    private static final String SITE = """
            on_http_request:
              - expressions: ["req.url.path.startsWith('/admin')"]
                actions: [{type: deny, config: {status_code: 404}}]
              - actions: [{type: url-rewrite, config: {from: /a, to: /b}}]
            on_http_response:
              - actions: [{type: add-headers, config: {headers: {x-a: b}}}]
            """;

    private final TestLauncher launcher = new TestLauncher();

    @TempDir
    Path directory;

    private CommandRun tried(String... options) {
        return CommandRun.withInput(
                SITE,
                launcher,
                directory,
                Stream.concat(Stream.of("policy", "try", "-", "--client-ip", "192.0.2.1"), Arrays.stream(options))
                        .toArray(String[]::new));
    }

    @Test
    void tryTellsWhatBecomesOfARequest() {
        var run = tried("--request-url", "/x/../admin/%61");

        assertThat(run.out().lines())
                .containsExactly(
                        "The connection is let through: requests go through the HTTP phases, and what is not HTTP goes to"
                                + " the upstream.",
                        "Decided by no rule: the end of the policy was reached.",
                        "The request is answered with 404.",
                        "Decided by 'rule 1', deny (-:3:15).",
                        "on_http_request",
                        "- rule 1",
                        "  - req.url.path.startsWith('/admin') -> true",
                        "    - req.url.path = /admin/a",
                        "  - deny -> answer 404",
                        "on_http_response",
                        "- rule 1",
                        "  - add-headers -> adds x-a: b; continue");
        assertThat(tried().out()).doesNotContain("The request");
    }

    @Test
    void tryTakesAResponseToo() {
        JsonNode made = new JsonMapper()
                .readTree(tried(
                                "--json",
                                "--request-url=/",
                                "--response-status=404",
                                "--response-header=x-a: first",
                                "--response-header=etag: 1")
                        .out());

        assertThat(made.at("/http/response").toString())
                .isEqualTo("{\"status_code\":404,\"headers\":{\"x-a\":[\"first\",\"b\"],\"etag\":[\"1\"]}}");
        assertThat(made.at("/http/sentence").stringValue()).endsWith("A response of 404 passes.");
    }

    @Test
    void tryOfARequestAsJson() {
        JsonNode made = new JsonMapper()
                .readTree(tried(
                                "--json",
                                "--request-url",
                                "http://h.example/a?b",
                                "--request-method",
                                "POST",
                                "--request-header",
                                "x-c: d",
                                "--request-header",
                                "x-c: e")
                        .out());

        assertThat(made.at("/decision").stringValue()).isEqualTo("forward");
        assertThat(made.at("/http/decision").stringValue()).isEqualTo("forward");
        assertThat(made.at("/http/request").toString())
                .isEqualTo("{\"method\":\"POST\",\"url\":\"http://h.example/b?b\","
                        + "\"headers\":{\"host\":[\"h.example\"],\"x-c\":[\"d\",\"e\"]}}");
        assertThat(made.at("/http/response").toString())
                .isEqualTo("{\"status_code\":200,\"headers\":{\"x-a\":[\"b\"]}}");
        assertThat(made.at("/http/trace").values().stream()
                        .map(e -> e.get("event").stringValue()))
                .containsExactly("phase", "rule", "expression", "rule", "action", "phase", "rule", "action");
    }
}
