package dev.culvert.policy;

import static dev.culvert.policy.Samples.actions;
import static dev.culvert.policy.Samples.client;
import static dev.culvert.policy.Samples.evaluation;
import static dev.culvert.policy.Samples.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.model.EndpointKind;
import dev.culvert.policy.cidr.Cidr;
import dev.culvert.policy.facts.GeoLookup;
import dev.culvert.policy.facts.IpPolicies;
import dev.culvert.policy.run.BandwidthLimit;
import dev.culvert.policy.run.Evaluation;
import dev.culvert.policy.run.PolicyState;
import dev.culvert.policy.run.Step;
import dev.culvert.policy.run.TlsTermination;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each action does. */
final class PolicyActionsTest {

    private static final Step FORWARD = Step.Forward.TO_UPSTREAM;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            allow: [10.0.0.0/8]                                        | 10.1.2.3  | true  | 10.0.0.0/8
            allow: [10.0.0.0/8]                                        | 11.1.2.3  | false | ''
            allow: [10.0.0.0/8], deny: [10.1.0.0/16]                   | 10.2.0.1  | true  | 10.0.0.0/8
            allow: [10.0.0.0/8], deny: [10.1.0.0/16]                   | 10.1.0.1  | false | 10.1.0.0/16
            deny: [10.1.0.0/16]                                        | 10.2.0.1  | false | ''
            allow: [0.0.0.0/0], deny: [10.1.0.0/16]                    | 9.9.9.9   | true  | 0.0.0.0/0
            allow: [0.0.0.0/0]                                         | ::1       | false | ''
            allow: ['::/0']                                            | ::1       | true  | ::/0
            allow: [1.2.3.4]                                           | 1.2.3.4   | true  | 1.2.3.4/32
            enforce: false, allow: [10.0.0.0/8]                        | 11.1.2.3  | true  | ''
            enforce: true, allow: [10.0.0.0/8]                         | 11.1.2.3  | false | ''
            allow: ['${conn.client_ip}/32']                            | 11.1.2.3  | true  | 11.1.2.3/32
            allow: ["${['10.0.0.0/8', '11.0.0.0/8']}"]                 | 11.1.2.3  | true  | 11.0.0.0/8
            """)
    void restrict_ips_lets_in_who_is_allowed_and_not_denied(
            String config, String ip, boolean permitted, String matched) {
        Evaluation evaluation = evaluation(actions("{type: restrict-ips, config: {" + config + "}}"), ip);

        assertThat(evaluation.start()).isEqualTo(permitted ? FORWARD : Step.Close.DENIED);
        assertThat(evaluation.decision().matchedCidr()).isEqualTo(matched);
    }

    @Test
    void restrict_ips_says_what_it_found() {
        Evaluation evaluation = evaluation(program("""
                on_tcp_connect:
                  - actions:
                      - {type: restrict-ips, config: {enforce: false, allow: [10.0.0.0/8]}}
                      - type: log
                        config:
                          metadata:
                            action: ${actions.ngrok.restrict_ips.action}
                            cidr: ${actions.ngrok.restrict_ips.matched_cidr}
                            code: ${actions.ngrok.restrict_ips.error.code}
                """), "11.0.0.1");

        assertThat(evaluation.start()).isEqualTo(FORWARD);
        assertThat(evaluation.decision().logs())
                .containsExactly(Map.of("action", "deny", "cidr", "", "code", "ERR_NGROK_3203"));
    }

    @Test
    void restrict_ips_follows_ip_policies_as_they_change() {
        var version = new AtomicLong(1);
        var policies = new IpPolicies() {
            @Override
            public Optional<Rules> find(String id) {
                return version.get() == 3
                        ? Optional.empty()
                        : Optional.of(new Rules(List.of(Cidr.parse("10.0.0.0/" + (version.get() * 8))), List.of()));
            }

            @Override
            public long version() {
                return version.get();
            }
        };
        PolicyProgram program = new PolicyCheck(policies, GeoLookup.NONE)
                .check(
                        "{on_tcp_connect: [{actions: [{type: restrict-ips, config: {ip_policies: [ipp_1]}}]}]}",
                        EndpointKind.AGENT)
                .program()
                .orElseThrow();

        assertThat(evaluation(program, "10.9.0.1").start()).isEqualTo(FORWARD);
        version.set(2);
        assertThat(evaluation(program, "10.9.0.1").start()).isEqualTo(Step.Close.DENIED);
        assertThat(evaluation(program, "10.0.0.1").start()).isEqualTo(FORWARD);
        version.set(3);
        assertThat(evaluation(program, "10.0.0.1").start()).isEqualTo(Step.Close.DENIED);
    }

    @ParameterizedTest
    @CsvSource({"deny", "close-connection"})
    void the_end_is_the_end(String type) {
        Evaluation evaluation = evaluation(actions("{type: " + type + "}"), "1.2.3.4");

        assertThat(evaluation.start()).isEqualTo(Step.Close.DENIED);
        assertThat(evaluation.decision().decidedBy()).hasToString("rule 1: " + type);
    }

    @Test
    void log_keeps_the_order_and_the_types() {
        Evaluation evaluation = evaluation(
                actions("{type: log, config: {metadata: {ip: '${conn.client_ip}', n: 7, l: ['a${1}']}}},"
                        + "{type: log, config: {metadata: {second: true}}}"),
                "1.2.3.4");

        assertThat(evaluation.start()).isEqualTo(FORWARD);
        assertThat(evaluation.decision().logs())
                .containsExactly(Map.of("ip", "1.2.3.4", "n", 7L, "l", List.of("a1")), Map.of("second", true));
    }

    @Test
    void set_vars_are_seen_by_what_follows() {
        PolicyProgram program = program("""
                on_tcp_connect:
                  - actions:
                      - type: set-vars
                        config:
                          vars:
                            - limit: 1000
                            - double: ${vars.limit * 2}
                            - text: limit ${vars.limit}
                            - list: [1, "${vars.double}", null, {deep: x}]
                  - expressions:
                      - vars.double == 2000 && vars.text == "limit 1000"
                      - vars.list[1] == 2000 && vars.list[2] == null && vars.list[3].deep == "x"
                      - has(vars.limit) && !has(vars.other)
                    actions: [{type: deny}]
                """);

        assertThat(evaluation(program, "1.2.3.4").start()).isEqualTo(Step.Close.DENIED);
    }

    @Test
    void forward_internal_ends_the_policy() {
        Evaluation evaluation = evaluation(
                actions("{type: forward-internal, config: {url: 'tcp://db-${conn.server_port}.internal:5432'}}"),
                "1.2.3.4");

        assertThat(evaluation.start()).isEqualTo(new Step.ForwardInternal("tcp://db-5432.internal:5432", false));
        assertThat(evaluation.forwardFailed("ERR_NGROK_3200", "offline")).isEqualTo(Step.Close.UNREACHABLE);
    }

    @Test
    void forward_internal_may_go_on_when_it_fails() {
        Evaluation evaluation = evaluation(program("""
                on_tcp_connect:
                  - actions:
                      - {type: forward-internal, config: {url: "tcp://a.internal:1", on_error: continue}}
                      - {type: log, config: {metadata: {why: "${actions.ngrok.forward_internal.error.code}"}}}
                      - {type: forward-internal, config: {url: "tcp://b.internal:1"}}
                """), "1.2.3.4");

        assertThat(evaluation.start()).isEqualTo(new Step.ForwardInternal("tcp://a.internal:1", true));
        assertThat(evaluation.forwardFailed("ERR_NGROK_3200", "offline"))
                .isEqualTo(new Step.ForwardInternal("tcp://b.internal:1", false));
        assertThat(evaluation.decision().logs()).containsExactly(Map.of("why", "ERR_NGROK_3200"));
    }

    @Test
    void a_computed_url_that_is_none_fails_closed() {
        Evaluation evaluation =
                evaluation(actions("{type: forward-internal, config: {url: '${conn.client_ip}'}}"), "1.2.3.4");

        assertThat(evaluation.start()).isEqualTo(Step.Close.POLICY_ERROR);
    }

    @Test
    void rate_limit_counts_for_each_key() {
        PolicyProgram program = actions("{type: rate-limit, config: {name: a, algorithm: sliding_window, capacity: 2,"
                + " rate: 60s, bucket_key: [conn.client_ip]}}");
        var state = new PolicyState();

        assertThat(List.of(0, 1, 2).stream()
                        .map(i -> program.evaluate(client("1.1.1.1"), state).start()))
                .containsExactly(FORWARD, FORWARD, Step.Close.RATE_LIMITED);
        assertThat(program.evaluate(client("2.2.2.2"), state).start()).isEqualTo(FORWARD);
        assertThat(program.evaluate(client("1.1.1.1", Samples.NOON.plusSeconds(130)), state)
                        .start())
                .isEqualTo(FORWARD);
    }

    @Test
    void limit_connections_counts_those_that_are_open() {
        PolicyProgram program = actions("{type: limit-connections, config: {max: 1, bucket_key: [conn.client_ip]}}");
        var state = new PolicyState();
        Evaluation first = program.evaluate(client("1.1.1.1"), state);

        assertThat(first.start()).isEqualTo(FORWARD);
        assertThat(program.evaluate(client("1.1.1.1"), state).start()).isEqualTo(Step.Close.TOO_MANY);
        assertThat(program.evaluate(client("2.2.2.2"), state).start()).isEqualTo(FORWARD);
        first.end();
        first.end();
        assertThat(program.evaluate(client("1.1.1.1"), state).start()).isEqualTo(FORWARD);
        assertThat(program.evaluate(client("1.1.1.1"), state).start()).isEqualTo(Step.Close.TOO_MANY);
    }

    @Test
    void limit_bandwidth_is_told() {
        Evaluation evaluation = evaluation(
                actions("{type: limit-bandwidth, config: {in: 10MB/s, out: 512KiB/s, per: endpoint}}"), "1.2.3.4");

        assertThat(evaluation.start()).isEqualTo(FORWARD);
        assertThat(evaluation.decision().bandwidth()).singleElement().satisfies(limit -> {
            assertThat(limit)
                    .extracting(BandwidthLimit::in, BandwidthLimit::out)
                    .containsExactly(10_000_000L, 524_288L);
            assertThat(limit.shared()).isTrue();
        });
    }

    @Test
    void terminate_tls_pauses_and_its_facts_are_read_after() {
        PolicyProgram program = program("""
                on_tcp_connect:
                  - actions:
                      - type: terminate-tls
                        config:
                          min_version: 1.3
                          mutual_tls_certificate_authorities: ["-----BEGIN CERTIFICATE-----x"]
                          mutual_tls_verification_strategy: request
                  - expressions: [conn.tls.sni == "a.example", "!has(conn.tls.client)"]
                    actions: [{type: deny}]
                """);
        Evaluation evaluation = evaluation(program, "1.2.3.4");

        assertThat(evaluation.start())
                .isEqualTo(new Step.TerminateTls(new TlsTermination(
                        "1.3",
                        "1.3",
                        "",
                        "",
                        List.of("-----BEGIN CERTIFICATE-----x"),
                        TlsTermination.Verification.REQUEST)))
                .isSameAs(evaluation(program, "9.9.9.9").start());
        assertThat(evaluation.tlsEstablished(Tls.session("a.example"))).isEqualTo(Step.Close.DENIED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {type: deny, report_only: true}                                                     | denied
            {type: restrict-ips, report_only: true, config: {allow: [9.9.9.9/32]}}              | denied
            {type: forward-internal, report_only: true, config: {url: 'tcp://a.internal:1'}}    | tcp://a.internal:1
            {type: forward-internal, report_only: true, config: {url: '${vars.none}'}}          | policy_error
            {type: terminate-tls, report_only: true}                                            | TLS
            """)
    void report_only_lets_pass_and_says_what_would_have_been(String action, String what) {
        Evaluation evaluation = evaluation(actions(action.replace("`", "'")), "1.2.3.4");

        assertThat(evaluation.start()).isEqualTo(FORWARD);
        assertThat(evaluation.decision().decidedBy()).isNull();
        assertThat(evaluation.decision().reports())
                .singleElement()
                .extracting(r -> dev.culvert.policy.run.StepText.of(r.step()))
                .asString()
                .contains(what);
    }

    @Test
    void a_bandwidth_that_is_only_reported_limits_nothing() {
        Evaluation evaluation =
                evaluation(actions("{type: limit-bandwidth, report_only: true, config: {in: 1MB/s}}"), "1.2.3.4");

        assertThat(evaluation.start()).isEqualTo(FORWARD);
        assertThat(evaluation.decision().bandwidth()).isEmpty();
    }
}
