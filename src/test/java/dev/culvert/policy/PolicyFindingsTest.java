package dev.culvert.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.model.EndpointKind;
import dev.culvert.policy.text.Finding;
import dev.culvert.policy.text.QuickFix;
import dev.culvert.policy.text.Severity;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every code that a policy can be told of, with its place. */
final class PolicyFindingsTest {

    private static final String BEFORE = "{on_tcp_connect: [{actions: [";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {type: denny}                                                             | ERROR   | 2201 | denny
            {type: custom-response}                                                   | ERROR   | 2202 | custom-response
            {type: deny, config: {colour: red}}                                       | ERROR   | 2203 | colour
            {type: restrict-ips, config: {alow: []}}                                  | ERROR   | 2203 | alow
            {type: restrict-ips, config: {allow: 1.2.3.4/32}}                         | ERROR   | 2204 | 1.2.3.4/32
            {type: restrict-ips, config: {enforce: yes, allow: [1.2.3.4/32]}}         | ERROR   | 2204 | yes
            {type: restrict-ips, config: {allow: [1.2.3.4/33]}}                       | ERROR   | 2217 | 1.2.3.4/33
            {type: restrict-ips, config: {allow: [1.2.3.4]}}                          | INFO    | 2217 | 1.2.3.4
            {type: restrict-ips, config: {allow: [1.2.3.4/32, 1.2.3.4/32]}}           | WARNING | 2231 | 1.2.3.4/32
            {type: restrict-ips, config: {ip_policies: [ipp_1]}}                      | ERROR   | 2216 | ipp_1
            {type: restrict-ips, config: {allow: ['${conn.clientip}']}}               | ERROR   | 2224 | conn.clientip
            {type: restrict-ips, config: {deny: [1.2.3.4/32]}}                        | WARNING | 393  | {type: restrict-ips, config: {deny: [1.2.3.4/32]}}
            {type: restrict-ips}                                                      | WARNING | 393  | {type: restrict-ips}
            {type: deny}, {type: log, config: {metadata: {a: b}}}                     | ERROR   | 2207 | {type: log, config: {metadata: {a: b}}}
            {type: deny, config: {status_code: 399}}                                  | ERROR   | 2215 | 399
            {type: log}                                                               | ERROR   | 2234 | {type: log}
            {type: log, config: {metadata: 7}}                                        | ERROR   | 2204 | 7
            {type: log, config: {metadata: {a: '${'}}}                                | ERROR   | 2224 | ${
            {type: forward-internal, config: {url: 'tcp://db.example:1'}}             | ERROR   | 2226 | 'tcp://db.example:1'
            {type: forward-internal, config: {url: ''}}                               | ERROR   | 2223 | ''
            {type: forward-internal, config: {url: 'tcp://a.internal:1', on_error: x}} | ERROR  | 2222 | x
            {type: set-vars, config: {vars: [{a: 1, b: 2}]}}                          | ERROR   | 2252 | {a: 1, b: 2}
            {type: set-vars, config: {vars: []}}                                      | ERROR   | 2223 | []
            {type: set-vars, config: {vars: [{a-b: 1}]}}                              | ERROR   | 2204 | a-b
            {type: set-vars, config: {vars: [{a: [[[[[[[[[[[1]]]]]]]]]]]}]}}          | ERROR   | 2250 | 1
            {type: terminate-tls, config: {min_version: '1.1'}}                       | ERROR   | 2222 | '1.1'
            {type: terminate-tls, config: {min_version: '1.3', max_version: '1.2'}}   | ERROR   | 2204 | '1.3'
            {type: terminate-tls, config: {server_certificate: x}}                    | ERROR   | 2240 | x
            {type: terminate-tls, config: {mutual_tls_verification_strategy: require-and-verify}} | ERROR | 2240 | require-and-verify
            {type: terminate-tls}                                                     | INFO    | 2205 | terminate-tls
            {type: rate-limit, config: {name: a, algorithm: sliding_window, capacity: 0, rate: 60s, bucket_key: ['1']}} | ERROR | 2215 | 0
            {type: rate-limit, config: {name: a, algorithm: sliding_window, capacity: 1, rate: 25h, bucket_key: ['1']}} | ERROR | 2225 | 25h
            {type: rate-limit, config: {name: a, algorithm: sliding_window, capacity: 1, rate: 65s, bucket_key: ['1']}} | ERROR | 2204 | 65s
            {type: rate-limit, config: {name: a, algorithm: sliding_window, capacity: 1, rate: soon, bucket_key: ['1']}} | ERROR | 2228 | soon
            {type: rate-limit, config: {name: a, algorithm: sliding_window, capacity: 1, rate: 60s, bucket_key: [a,b,c,d,e,f,g,h,i,j,k]}} | ERROR | 2218 | k
            {type: rate-limit, config: {name: a, algorithm: sliding_window, capacity: 1, rate: 60s, bucket_key: [client_ip]}} | ERROR | 2200 | client_ip
            {type: limit-connections, config: {max: 5}}                               | INFO    | 2201 | limit-connections
            {type: limit-bandwidth}                                                   | ERROR   | 2234 | {type: limit-bandwidth}
            {type: limit-bandwidth, config: {in: fast}}                               | ERROR   | 2204 | fast
            {type: limit-bandwidth, config: {in: 10Mb/s}}                             | ERROR   | 2204 | 10Mb/s
            """)
    void an_action_that_is_wrong_is_told_where(String actions, Severity severity, String code, String place) {
        String text = BEFORE + actions + "]}]}";

        CheckedPolicy checked = Samples.CHECK.check(text, EndpointKind.AGENT);

        Finding finding = checked.findings().stream()
                .filter(f -> f.severity() == severity && f.code().equals("ERR_NGROK_" + code))
                .findFirst()
                .orElseThrow(() -> new AssertionError(checked.findings()));
        assertThat(text.substring(finding.range().start(), finding.range().end()))
                .isEqualTo(place);
        assertThat(finding.message()).matches("(?s).*[.?]");
        assertThat(checked.isRunnable()).isEqualTo(severity != Severity.ERROR);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            conn.clientip == 'a'              | ERR_NGROK_2200
            conn.geo.city == 'Berlin'         | CULVERT_NO_GEO
            conn.client_ip.as.number == 1     | CULVERT_NO_GEO
            conn.client_ip.is_tor_node        | CULVERT_NO_INTELLIGENCE
            has(conn.client_ip.categories)    | CULVERT_NO_INTELLIGENCE
            has(conn.geo.city)                | CULVERT_NO_GEO
            conn.tls.sni == 'a'               | CULVERT_NO_TLS
            conn.k8s.pod.id == 'a'            | CULVERT_NO_KUBERNETES
            actions.ngrok.log.metadata.a == 1 | CULVERT_NO_RESULT
            actions.ngrok.restrict_ips.action == 'deny' | CULVERT_NO_RESULT
            """)
    void an_expression_is_told_of(String expression, String code) {
        String text = "on_tcp_connect:\n- expressions:\n  - " + expression + "\n  actions: [{type: deny}]\n";

        assertThat(Samples.CHECK.check(text, EndpointKind.AGENT).findings())
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.code()).isEqualTo(code);
                    assertThat(f.message()).matches(".*[.?]").doesNotContain("@");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!has(conn.tls.sni) && !has(conn.k8s.pod.id) && !has(actions.ngrok.restrict_ips.action)",
                "vars.a == 1",
                "conn.client_ip == '1.2.3.4'"
            })
    void to_ask_whether_there_is_one_is_no_fault(String expression) {
        String text = "on_tcp_connect:\n- expressions:\n  - \"" + expression + "\"\n  actions: [{type: deny}]\n";

        assertThat(Samples.CHECK.check(text, EndpointKind.AGENT).findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {type: terminate-tls}                                                    | conn.tls.sni == 'a'                         | false
            {type: terminate-tls, report_only: true}                                 | conn.tls.sni == 'a'                         | true
            {type: restrict-ips, config: {enforce: false, allow: [1.2.3.4/32]}}      | actions.ngrok.restrict_ips.action == 'deny' | false
            {type: log, config: {metadata: {a: 1}}}                                  | actions.ngrok.restrict_ips.action == 'deny' | true
            """)
    void what_an_action_before_gives_is_there(String action, String expression, boolean warned) {
        String text = "on_tcp_connect:\n- actions: [" + action + "]\n- expressions: [\"" + expression
                + "\"]\n  actions: [{type: deny}]\n";

        assertThat(Samples.CHECK.check(text, EndpointKind.AGENT).findings().stream()
                        .anyMatch(f -> f.severity() == Severity.WARNING))
                .isEqualTo(warned);
    }

    @Test
    void a_network_that_is_none_is_told_of_once() {
        assertThat(Samples.CHECK
                        .check(BEFORE + "{type: restrict-ips, config: {allow: [10.0.0.0/33]}}]}]}", EndpointKind.AGENT)
                        .findings())
                .singleElement()
                .extracting(Finding::code)
                .isEqualTo("ERR_NGROK_2217");
    }

    @Test
    void a_name_that_is_too_long_is_told_of() {
        String text = BEFORE + "{type: rate-limit, config: {name: " + "x".repeat(1025)
                + ", algorithm: sliding_window, capacity: 1, rate: 60s, bucket_key: [conn.client_ip]}}]}]}";

        assertThat(Samples.CHECK.check(text, EndpointKind.AGENT).firstError().map(Finding::code))
                .contains("ERR_NGROK_2221");
    }

    @Test
    void the_functions_are_named_for_completion() {
        assertThat(Samples.CHECK.functions())
                .contains("inCidrRange", "hash.sha256", "lowerAscii")
                .noneMatch(name -> name.startsWith("@"));
    }

    @Test
    void a_rule_after_one_that_decides_everything_is_never_reached() {
        CheckedPolicy checked = Samples.CHECK.check("""
                on_tcp_connect:
                  - name: all
                    actions: [{type: deny}]
                  - actions: [{type: deny}]
                """, EndpointKind.AGENT);

        assertThat(checked.findings()).singleElement().satisfies(f -> {
            assertThat(f.severity()).isEqualTo(Severity.WARNING);
            assertThat(f.code()).isEqualTo("ERR_NGROK_2207");
            assertThat(f.range()).hasToString("4:5");
        });
    }

    @Test
    void http_phases_are_checked_and_said_to_be_culverts_own() {
        CheckedPolicy checked = Samples.CHECK.check("""
                on_http_request:
                  - expressions: ["req.method == 'GET'"]
                    actions: [{type: custom-response, config: {status_code: 200, body: Hello world!}}]
                on_http_response:
                  - actions: [{type: custom-response, config: {status: 200}}]
                """, EndpointKind.AGENT);

        assertThat(checked.findings())
                .extracting(Finding::code)
                .containsExactly("ERR_NGROK_2230", "ERR_NGROK_2230", "ERR_NGROK_2203");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                                                                           | false
            {}                                                                                           | false
            {on_tcp_connect: [{expressions: ['1 == 1'], actions: [{type: deny}]}]}                       | false
            {on_tcp_connect: [{expressions: ['true'], actions: [{type: deny}]}]}                         | true
            {on_tcp_connect: [{actions: [{type: deny, report_only: true}]}]}                             | false
            {on_tcp_connect: [{actions: [{type: forward-internal, config: {url: 'tcp://a.internal:1'}}]}]} | true
            {on_tcp_connect: [{actions: [{type: forward-internal, config: {url: 'tcp://a.internal:1', on_error: continue}}]}]} | false
            {on_http_request: [{actions: [{type: custom-response}]}]}                                    | true
            {on_http_request: [{actions: [{type: log, config: {metadata: {a: b}}}]}]}                    | false
            """)
    void a_cloud_endpoints_policy_must_decide_every_connection(String text, boolean decides) {
        CheckedPolicy checked = Samples.CHECK.check(text, EndpointKind.CLOUD);

        assertThat(checked.isRunnable()).isEqualTo(decides);
        assertThat(checked.firstError().map(Finding::code))
                .isEqualTo(decides ? java.util.Optional.empty() : java.util.Optional.of("ERR_NGROK_2235"));
    }

    @Test
    void the_quick_fix_decides_the_rest() {
        String text =
                "on_tcp_connect:\n  - expressions: [conn.client_port == 1]\n    actions:\n      - type: deny # no";

        String mended = apply(text, EndpointKind.CLOUD, "ERR_NGROK_2235");

        assertThat(mended).startsWith(text).contains("# no\n  - actions:");
        assertThat(Samples.CHECK.check(mended, EndpointKind.CLOUD).findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            on_tcp_connect: [{actions: [{type: restrict-ips, config: {deny: [1.2.3.4/32]}}]}]
            on_tcp_connect:~- actions:~  - type: restrict-ips~    config:~      enforce: true~      deny:~        - 1.2.3.4/32~
            """)
    void the_quick_fix_allows_the_others(String text) {
        String mended = apply(text.replace('~', '\n'), EndpointKind.AGENT, "ERR_NGROK_393");

        assertThat(Samples.CHECK.check(mended, EndpointKind.AGENT).findings()).isEmpty();
        assertThat(Samples.evaluation(Samples.program(mended), "::1").start())
                .isEqualTo(dev.culvert.policy.run.Step.Forward.TO_UPSTREAM);
    }

    private static String apply(String text, EndpointKind kind, String code) {
        QuickFix fix = Samples.CHECK.check(text, kind).findings().stream()
                .filter(f -> f.code().equals(code))
                .map(Finding::fix)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
        return fix.edit().apply(text);
    }
}
