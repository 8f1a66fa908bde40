package dev.culvert.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.model.CloseReason;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.EndpointStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies of the kinds that ngrok's pages on TCP show, in a gateway with sockets. */
final class NgrokExamplesOnSocketsTest {

    @TempDir
    Path directory;

    private SocketGateway rig;

    @BeforeEach
    void open() throws IOException {
        rig = new SocketGateway(directory);
    }

    @AfterEach
    void close() throws IOException {
        rig.close();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.0/8,  192.0.2.0/24, true,  CLIENT_CLOSED",
        "127.0.0.0/8,  127.0.0.1/32, false, DENIED",
        "192.0.2.0/24, 10.0.0.0/8,   false, DENIED"
    })
    void a_cloud_endpoint_lets_known_networks_through_to_ssh(
            String allow, String deny, boolean letIn, CloseReason reason) throws IOException {
        rig.agent("tcp://ssh.internal:22", "");
        EndpointStatus ssh = rig.cloud("""
                on_tcp_connect:
                  - actions:
                      - type: restrict-ips
                        config:
                          enforce: true
                          allow:
                            - %s
                          deny:
                            - %s
                      - type: forward-internal
                        config:
                          url: tcp://ssh.internal:22
                """.formatted(allow, deny));

        assertThat(rig.letsIn(ssh)).isEqualTo(letIn);

        ClosedConnection end = rig.ended(1).getFirst();
        assertThat(end.reason()).isEqualTo(reason);
        assertThat(end.decision().action()).isEqualTo(letIn ? "forward-internal" : "restrict-ips");
        assertThat(end.decision().handedTo()).hasSize(letIn ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "inCidrRange(conn.client_ip, '127.0.0.0/8')                     | false",
                "inCidrRanges(conn.client_ip, ['66.249.66.0/24', '127.0.0.1/32']) | false",
                "inCidrRanges(conn.client_ip, ['66.249.66.0/24', '2001:4860::/32']) | true",
                "!(conn.client_ip.matches('^127[.]') && conn.server_port > 0)   | true",
                "conn.ts.start < timestamp('2023-12-31T00:00:00Z')              | true",
                "conn.ts.start > timestamp('2023-12-31T00:00:00Z')              | false"
            })
    void a_rule_with_an_expression_denies(String expression, boolean letIn) throws IOException {
        EndpointStatus endpoint = rig.agent("", """
                on_tcp_connect:
                  - expressions:
                      - "%s"
                    actions:
                      - type: deny
                """.formatted(expression));

        assertThat(rig.letsIn(endpoint)).isEqualTo(letIn);
    }

    @Test
    void variables_are_set_and_what_is_logged_is_kept() throws IOException {
        EndpointStatus endpoint = rig.agent("", """
                on_tcp_connect:
                  - actions:
                      - type: set-vars
                        config:
                          vars:
                            - who: "${conn.client_ip}"
                            - local: "${vars.who.isPrivateIp()}"
                      - type: log
                        config:
                          metadata:
                            message: "from ${vars.who} to ${endpoint.host}"
                  - expressions:
                      - vars.local
                    actions:
                      - type: close-connection
                """);

        assertThat(rig.letsIn(endpoint)).isFalse();
        ClosedConnection end = rig.ended(1).getFirst();
        assertThat(end.decision().decidedBy()).isEqualTo("rule 2: close-connection");
        assertThat(end.decision().logs()).containsExactly("{\"message\":\"from 127.0.0.1 to localhost\"}");
    }

    @Test
    void an_internal_endpoint_stands_in_for_one_that_is_not_there() throws IOException {
        rig.agent("tcp://standby.internal:5432", "");
        EndpointStatus endpoint = rig.cloud("""
                on_tcp_connect:
                  - actions:
                      - type: forward-internal
                        config: {url: "tcp://primary.internal:5432", on_error: continue}
                      - type: forward-internal
                        config: {url: "tcp://standby.internal:5432"}
                """);

        assertThat(rig.letsIn(endpoint)).isTrue();
        assertThat(rig.ended(1).getFirst().decision().handedTo()).as("its name").containsExactly("tcp-5432");
    }

    @Test
    void the_tcp_pages_quick_start_answers_as_it_is_written() throws Exception {
        EndpointStatus endpoint = rig.cloud("""
                on_http_request:
                  - actions:
                      - type: custom-response
                        config:
                          status_code: 200
                          headers:
                            content-type: text/plain
                          body: "Hello world!"
                """);

        try (var client = HttpClient.newHttpClient()) {
            var url = URI.create("http://127.0.0.1:" + endpoint.endpoint().url().port() + "/");
            var answer = client.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("content-type")).contains("text/plain");
            assertThat(answer.body()).isEqualTo("Hello world!");
        }
    }
}
