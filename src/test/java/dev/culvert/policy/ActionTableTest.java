package dev.culvert.policy;

import static dev.culvert.policy.Samples.client;
import static dev.culvert.policy.Samples.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.model.EndpointKind;
import dev.culvert.policy.action.ActionType;
import dev.culvert.policy.action.Actions;
import dev.culvert.policy.action.Field;
import dev.culvert.policy.document.Phase;
import dev.culvert.policy.run.Evaluation;
import dev.culvert.policy.run.Failure;
import dev.culvert.policy.run.PolicyState;
import dev.culvert.policy.run.Step;
import dev.culvert.policy.text.Finding;
import dev.culvert.policy.text.Severity;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every action there is, and the results that actions leave for expressions. */
final class ActionTableTest {

    /** A configuration for each, as short as it may be. */
    private static final Map<String, String> SHORTEST = Map.ofEntries(
            Map.entry("restrict-ips", "allow: [1.2.3.4/32]"),
            Map.entry("deny", ""),
            Map.entry("close-connection", ""),
            Map.entry("log", "metadata: {a: b}"),
            Map.entry("forward-internal", "url: 'tcp://a.internal:1'"),
            Map.entry("set-vars", "vars: [{a: 1}]"),
            Map.entry("terminate-tls", ""),
            Map.entry(
                    "rate-limit",
                    "name: a, algorithm: sliding_window, capacity: 1, rate: 60s, bucket_key: [conn.client_ip]"),
            Map.entry("limit-connections", "max: 1"),
            Map.entry("limit-bandwidth", "in: 1MB/s"),
            Map.entry("custom-response", "status_code: 200, body: hello, headers: {a: b}"),
            Map.entry("redirect", "from: a, to: b"),
            Map.entry("basic-auth", "credentials: ['user:password']"),
            Map.entry("add-headers", "headers: {a: b}"),
            Map.entry("remove-headers", "headers: [a]"),
            Map.entry("url-rewrite", "from: a, to: b"),
            Map.entry("circuit-breaker", "error_threshold: 0.25"),
            Map.entry("compress-response", "algorithms: [gzip]"),
            Map.entry("http-request", "url: 'https://a.internal'"),
            Map.entry("jwt-validation", "issuer: {}"),
            Map.entry("oauth", "provider: google"),
            Map.entry("openid-connect", "issuer_url: 'https://a.example'"),
            Map.entry("oidc", "issuer_url: 'https://a.example'"),
            Map.entry("verify-webhook", "provider: github, secret: s"),
            Map.entry("owasp-crs-request", "process_body: true"),
            Map.entry("owasp-crs-response", "exclude_rule_ids: [901001]"),
            Map.entry("request-body-find-replace", "replacements: [{from: a, to: b}]"),
            Map.entry("response-body-find-replace", "replacements: [{from: a, to: b}]"),
            Map.entry("sse-find-replace", "replacements: [{from: a, to: b}]"));

    static Stream<ActionType> types() {
        return Actions.types().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void an_action_stands_in_its_phases_and_nowhere_else(ActionType type) {
        for (Phase phase : Phase.values()) {
            List<Finding> errors = errors(phase, type.name(), shortest(type));
            if (type.runsIn(phase)) {
                assertThat(errors).isEmpty();
            } else {
                assertThat(errors).singleElement().extracting(Finding::code).isEqualTo("ERR_NGROK_2202");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void an_action_that_does_not_run_is_an_error(ActionType type) {
        Phase phase = type.phases().iterator().next();

        assertThat(findings(phase, type.name(), shortest(type)))
                .filteredOn(f -> f.code().equals("CULVERT_NOT_RUN"))
                .hasSize(Actions.runnable(type.name()).isPresent() ? 0 : 1)
                .allMatch(Finding::isError);
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_field_that_an_action_does_not_have_is_told_of(ActionType type) {
        Phase phase = type.phases().iterator().next();
        String config = shortest(type);

        assertThat(errors(phase, type.name(), config + (config.isEmpty() ? "" : ", ") + "colour: red"))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.code()).isEqualTo("ERR_NGROK_2203");
                    assertThat(f.message()).contains("'colour'");
                });
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_field_that_must_be_there_is_missed(ActionType type) {
        Phase phase = type.phases().iterator().next();
        List<String> mandatory = type.fields().stream()
                .filter(Field::required)
                .map(f -> type.name() + " needs '" + f.name() + "'")
                .toList();
        List<String> missed = errors(phase, type.name(), "").stream()
                .filter(f -> f.code().equals("ERR_NGROK_2234") && f.message().startsWith(type.name() + " needs '"))
                .map(f -> f.message()
                        .substring(
                                0,
                                f.message().indexOf(':') < 0 ? 0 : f.message().indexOf(':')))
                .filter(m -> !m.isEmpty())
                .toList();

        assertThat(missed).containsExactlyElementsOf(mandatory);
    }

    private static String shortest(ActionType type) {
        return Objects.requireNonNull(SHORTEST.get(type.name()), type.name());
    }

    private static List<Finding> errors(Phase phase, String type, String config) {
        return findings(phase, type, config).stream()
                .filter(f -> f.isError() && !f.code().equals("CULVERT_NOT_RUN"))
                .toList();
    }

    private static List<Finding> findings(Phase phase, String type, String config) {
        return Samples.CHECK
                .check(
                        "{" + phase.key() + ": [{actions: [{type: " + type + ", config: {" + config + "}}]}]}",
                        EndpointKind.AGENT)
                .findings();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {type: restrict-ips, config: {enforce: false, allow: [10.0.0.0/8]}} | restrict_ips.error.message | The client's address is not allowed to connect.
            {type: restrict-ips, config: {allow: [0.0.0.0/0]}}                  | restrict_ips.matched_cidr  | 0.0.0.0/0
            {type: rate-limit, config: {name: a, algorithm: sliding_window, capacity: 1, rate: 60s, enforce: false, bucket_key: [conn.client_ip, conn.client_port]}} | rate_limit.bucket_key | 1.2.3.4 40000
            {type: rate-limit, config: {name: a, algorithm: sliding_window, capacity: 1, rate: 60s, enforce: false, bucket_key: [conn.client_ip]}} | rate_limit.limited | true
            {type: limit-connections, config: {max: 1, enforce: false, bucket_key: [conn.client_ip]}} | limit_connections.bucket_key | 1.2.3.4
            {type: limit-connections, config: {max: 1, enforce: false}}         | limit_connections.limited  | true
            {type: log, config: {metadata: {a: b}}}                             | log.metadata.a             | b
            """)
    void an_action_leaves_its_result(String action, String result, String expected) {
        PolicyProgram program = program("{on_tcp_connect: [{actions: [" + action
                + ", {type: log, config: {metadata: {is: '${actions.ngrok." + result + "}'}}}]}]}");
        var state = new PolicyState();
        program.evaluate(client("1.2.3.4"), state).start(); // so that the next is one too many
        Evaluation evaluation = program.evaluate(client("1.2.3.4"), state);

        assertThat(evaluation.start()).isEqualTo(Step.Forward.TO_UPSTREAM);
        assertThat(evaluation.decision().logs().getLast().get("is")).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {type: restrict-ips, config: {allow: ['${vars.x}']}}                 | ERR_NGROK_2238
            {type: restrict-ips, config: {allow: ['${conn.client_ip}/99']}}      | ERR_NGROK_2217
            {type: forward-internal, config: {url: 'tcp://${conn.client_ip}:1'}} | ERR_NGROK_2226
            {type: log, config: {metadata: {a: '${1 / vars.x}'}}}                | ERR_NGROK_2238
            {type: rate-limit, config: {name: a, algorithm: sliding_window, capacity: 1, rate: 60s, bucket_key: [vars.x]}} | ERR_NGROK_2238
            """)
    void what_fails_while_it_runs_has_its_code_and_closes(String action, String code) {
        Evaluation evaluation = Samples.evaluation(Samples.actions(action), "1.2.3.4");

        assertThat(evaluation.start()).isEqualTo(Step.Close.POLICY_ERROR);
        assertThat(evaluation.decision().failure()).extracting(Failure::code).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {on_tcp_connect: [{actions: [{type: deny, report_only: true}]}]} | INFO    | CULVERT_BEYOND_NGROK
            {inbound: [{actions: [{type: deny}]}]}                           | INFO    | CULVERT_OLD_FORM
            {enabled: false, inbound: [{actions: [{type: deny}]}]}           | WARNING | CULVERT_OLD_FORM
            {on_http_request: [{actions: [{type: basic-auth, config: {credentials: ['a:12345678'], realm: '${x}'}}]}]} | WARNING | CULVERT_NOT_COMPUTED
            """)
    void codes_of_our_own(String text, Severity severity, String code) {
        assertThat(Samples.CHECK.check(text, EndpointKind.AGENT).findings()).anySatisfy(f -> {
            assertThat(f.severity()).isEqualTo(severity);
            assertThat(f.code()).isEqualTo(code);
            assertThat(f.message()).endsWith(".");
        });
    }

    @Test
    void no_action_is_without_a_row() {
        assertThat(Actions.types()).extracting(ActionType::name).containsExactlyInAnyOrderElementsOf(SHORTEST.keySet());
    }
}
