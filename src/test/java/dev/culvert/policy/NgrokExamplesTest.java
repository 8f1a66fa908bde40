package dev.culvert.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.model.EndpointKind;
import dev.culvert.policy.run.PolicyState;
import dev.culvert.policy.run.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies of the kinds that ngrok's pages on TCP show, and what those pages say of them. */
final class NgrokExamplesTest {

    @ParameterizedTest
    @CsvSource({"203.0.113.9,true", "203.0.113.66,false", "8.8.8.8,false", "2001:db8:1::5,true"})
    void a_cloud_endpoint_for_ssh_forwards_only_known_networks(String ip, boolean forwarded) {
        PolicyProgram program =
                Samples.CHECK.check("""
                        on_tcp_connect:
                          - actions:
                              - type: restrict-ips
                                config:
                                  enforce: true
                                  allow:
                                    - 203.0.113.0/24
                                    - 2001:db8:1::/48
                                  deny:
                                    - 203.0.113.64/26
                              - type: forward-internal
                                config:
                                  url: tcp://ssh.internal:22
                        """, EndpointKind.CLOUD).program().orElseThrow();

        assertThat(program.evaluate(Samples.client(ip), new PolicyState()).start())
                .isEqualTo(forwarded ? new Step.ForwardInternal("tcp://ssh.internal:22", false) : Step.Close.DENIED);
    }

    @Test
    void a_rule_by_address_ranges_denies() {
        PolicyProgram program = Samples.program("""
                {"on_tcp_connect": [{
                  "expressions": ["inCidrRanges(conn.client_ip, ['66.249.66.0/24', '2001:4860::/32'])"],
                  "actions": [{"type": "deny"}]
                }]}
                """);

        assertThat(Samples.evaluation(program, "66.249.66.1").start()).isEqualTo(Step.Close.DENIED);
        assertThat(Samples.evaluation(program, "2001:4860::8888").start()).isEqualTo(Step.Close.DENIED);
        assertThat(Samples.evaluation(program, "66.249.67.1").start()).isEqualTo(Step.Forward.TO_UPSTREAM);
    }

    @Test
    void a_rule_by_time_denies() {
        PolicyProgram program = Samples.program("""
                on_tcp_connect:
                  - expressions:
                      - "!(conn.ts.start.getHours('UTC') >= 8 && conn.ts.start.getHours('UTC') < 18)"
                    actions:
                      - type: deny
                """);

        assertThat(program.evaluate(Samples.client("1.1.1.1", Samples.NOON), new PolicyState())
                        .start())
                .isEqualTo(Step.Forward.TO_UPSTREAM);
        assertThat(program.evaluate(Samples.client("1.1.1.1", Samples.NOON.plusSeconds(25_000)), new PolicyState())
                        .start())
                .isEqualTo(Step.Close.DENIED);
    }

    @Test
    void internal_endpoints_stand_in_for_each_other() {
        var evaluation = Samples.evaluation(Samples.program("""
                on_tcp_connect:
                  - actions:
                      - type: forward-internal
                        config: {url: "tcp://primary.internal:5432", on_error: continue}
                      - type: forward-internal
                        config: {url: "tcp://standby.internal:5432"}
                """), "1.1.1.1");

        assertThat(evaluation.start()).isEqualTo(new Step.ForwardInternal("tcp://primary.internal:5432", true));
        assertThat(evaluation.forwardFailed("ERR_NGROK_3200", "The endpoint is offline."))
                .isEqualTo(new Step.ForwardInternal("tcp://standby.internal:5432", false));
    }

    @Test
    void the_tcp_pages_quick_start_answers_hello_world() {
        CheckedPolicy checked = Samples.CHECK.check("""
                on_http_request:
                  - actions:
                      - type: custom-response
                        config:
                          status_code: 200
                          headers:
                            content-type: text/plain
                          body: "Hello world!"
                """, EndpointKind.CLOUD);

        assertThat(checked.findings())
                .extracting(f -> f.severity() + " " + f.code())
                .containsExactlyInAnyOrder("INFO ERR_NGROK_2230", "INFO CULVERT_HTTP_ONLY");
        PolicyProgram program = checked.program().orElseThrow();
        assertThat(program.evaluate(Samples.client("1.1.1.1"), new PolicyState())
                        .start())
                .isEqualTo(Step.Forward.TO_UPSTREAM);
        assertThat(Http.begin(program, Http.get("http://1.tcp.ngrok.io:12345/")))
                .isEqualTo("200 [content-type: text/plain] Hello world!");
    }
}
