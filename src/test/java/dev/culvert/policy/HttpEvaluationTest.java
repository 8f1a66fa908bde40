package dev.culvert.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culvert.model.EndpointKind;
import dev.culvert.policy.http.HttpStep;
import dev.culvert.policy.http.RequestHead;
import dev.culvert.policy.http.RequestProgress;
import dev.culvert.policy.run.Failure;
import dev.culvert.policy.run.HttpDecision;
import dev.culvert.policy.run.HttpEvaluation;
import dev.culvert.policy.run.PolicyState;
import dev.culvert.policy.run.Report;
import dev.culvert.policy.run.StepText;
import dev.culvert.policy.run.Trace;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The HTTP phases of a policy on a request. */
final class HttpEvaluationTest {

    private static final String FAILED =
            "500 [content-type: text/plain; charset=utf-8, connection: close] This endpoint's traffic policy failed.\n";

    private final RequestHead request = Http.get("http://host.example/a", "user-agent", "curl/8.5.0");

    @Test
    void what_no_rule_decides_goes_to_the_upstream_where_there_is_one() {
        String policy = "{on_http_request: [{expressions: [\"req.method == 'PUT'\"], actions: [{type: deny}]}],"
                + " on_tcp_connect: [{actions: [{type: deny}]}]}";
        PolicyProgram agent = Samples.program(policy);
        PolicyProgram cloud =
                Samples.CHECK.check(policy, EndpointKind.CLOUD).program().orElseThrow();

        assertThat(agent.hasHttpPhases()).isTrue();
        assertThat(Http.begin(agent, request)).startsWith("proceed http://host.example/a");
        assertThat(Http.begin(cloud, request)).isEqualTo("close no_rule_decided");
    }

    @Test
    void a_policy_without_http_phases_says_so() {
        assertThat(Samples.actions("{type: deny}").hasHttpPhases()).isFalse();
        assertThat(PolicyProgram.none(EndpointKind.AGENT).hasHttpPhases()).isFalse();
        assertThat(Samples.program("{on_http_response: [{actions: [{type: log, config: {metadata: {a: b}}}]}]}"))
                .matches(PolicyProgram::hasHttpPhases)
                .matches(p -> !p.isEmpty());
    }

    @Test
    void the_response_phase_runs_over_our_own_answers() {
        PolicyProgram program = Samples.program("""
                on_http_request:
                  - expressions: ["req.url.path == '/a'"]
                    actions: [{type: custom-response, config: {body: hello, headers: {server: ours}}}]
                  - expressions: ["req.url.path == '/b'"]
                    actions: [{type: deny}]
                on_http_response:
                  - actions:
                      - {type: remove-headers, config: {headers: [server]}}
                      - {type: add-headers, config: {headers: {x-was: "${res.status_code} of ${req.url.path}"}}}
                  - expressions: ["res.status_code == 403"]
                    actions: [{type: custom-response, config: {status_code: 404, body: nothing}}]
                """);

        assertThat(Http.begin(program, request))
                .isEqualTo("200 [content-type: text/plain; charset=utf-8, x-was: 200 of /a] hello");
        assertThat(Http.begin(program, Http.get("http://host.example/b")))
                .isEqualTo("404 [content-type: text/plain; charset=utf-8] nothing");
    }

    @Test
    void expressions_see_what_actions_before_them_have_done() {
        PolicyProgram program = Samples.program("""
                on_http_request:
                  - actions:
                      - {type: url-rewrite, config: {from: /a, to: /b}}
                      - {type: add-headers, config: {headers: {x-a: one}}}
                      - {type: set-vars, config: {vars: [{path: "${req.url.path}"}]}}
                  - expressions: ["vars.path == '/b' && hasReqHeader('X-A')"]
                    actions:
                      - {type: custom-response, config: {body: "${actions.ngrok.url_rewrite.url} ${actions.ngrok.add_headers.headers_added['x-a']}"}}
                """);

        assertThat(Http.begin(program, request)).endsWith("http://host.example/b one");
    }

    @Test
    void vars_are_of_a_phase_and_results_last() {
        PolicyProgram program = Samples.program("""
                on_http_request:
                  - actions:
                      - {type: set-vars, config: {vars: [{a: b}]}}
                      - {type: remove-headers, config: {headers: [x-a]}}
                on_http_response:
                  - actions:
                      - type: add-headers
                        config:
                          headers:
                            x-var: "${has(vars.a)}"
                            x-removed: "${actions.ngrok.remove_headers.headers_removed[0]}"
                """);
        HttpEvaluation evaluation = Http.evaluation(program);
        evaluation.begin(Http.get("http://host.example/", "x-a", "1"));

        assertThat(Http.text(evaluation.response(Http.response(200))))
                .isEqualTo("send 200 [x-var: false, x-removed: x-a]");
    }

    @Test
    void a_policy_that_fails_answers_500_and_closes() {
        PolicyProgram program = Samples.program("""
                on_http_request:
                  - name: of the cookie
                    expressions: ["getReqCookie('session').value == 'x'"]
                    actions: [{type: log, config: {metadata: {a: b}}}]
                on_http_response:
                  - actions: [{type: add-headers, config: {headers: {x-a: b}}}]
                """);
        HttpEvaluation evaluation = Http.evaluation(program);

        assertThat(Http.text(evaluation.begin(request))).isEqualTo(FAILED);
        HttpDecision decision = evaluation.decision();
        assertThat(decision.decidedBy()).hasToString("of the cookie");
        assertThat(decision.failure())
                .extracting(Failure::message)
                .asString()
                .endsWith("failed: there is no cookie 'session'.");
        assertThat(decision.failure()).extracting(f -> f.range().line()).isEqualTo(3);
    }

    @Test
    void what_only_reports_may_fail_and_the_response_phase_runs_all_the_same() {
        PolicyProgram program = Samples.program("""
                on_http_request:
                  - expressions: ["req.content_length > 1"]
                    actions: [{type: deny, report_only: true}]
                  - actions: [{type: deny}]
                on_http_response:
                  - actions: [{type: add-headers, config: {headers: {x-a: b}}}]
                """);

        assertThat(Http.begin(program, request)).isEqualTo("403 [x-a: b]");
    }

    @Test
    void a_response_phase_that_fails_answers_500_and_closes() {
        HttpEvaluation evaluation = Http.evaluation(
                Samples.program(
                        "{on_http_response: [{expressions: [\"res.content_length > 1\"], actions: [{type: log, config: {metadata: {a: b}}}]}]}"));
        evaluation.begin(request);

        assertThat(Http.text(evaluation.response(Http.response(200)))).isEqualTo(FAILED);
    }

    @Test
    void forwarding_that_fails_goes_on_or_answers_502() {
        PolicyProgram program = Samples.program("""
                on_http_request:
                  - actions:
                      - {type: forward-internal, config: {url: "tcp://a.internal:1", on_error: continue}}
                      - {type: forward-internal, config: {url: "tcp://b.internal:1"}}
                """);
        HttpEvaluation evaluation = Http.evaluation(program);

        assertThat(Http.text(evaluation.begin(request))).startsWith("try tcp://a.internal:1");
        assertThat(Http.text(evaluation.forwardFailed("ERR_NGROK_3200", "Nobody there.")))
                .startsWith("forward tcp://b.internal:1");
        assertThat(Http.text(evaluation.forwardFailed("ERR_NGROK_8012", "Refused.")))
                .startsWith("502 [content-type: text/plain; charset=utf-8] The service");
        assertThat(evaluation.decision().forwardError()).isEqualTo("Refused.");
        assertThatThrownBy(() -> evaluation.forwardFailed("", "")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void what_only_reports_changes_nothing_and_is_told() {
        PolicyProgram program = Samples.program("""
                on_http_request:
                  - name: soon
                    actions:
                      - {type: remove-headers, config: {headers: [x-a]}, report_only: true}
                      - {type: deny, report_only: true}
                      - {type: add-headers, config: {headers: {x-b: c}}}
                """);
        HttpEvaluation evaluation = Http.evaluation(program);

        assertThat(Http.text(evaluation.begin(Http.get("http://h.example/", "x-a", "1"))))
                .isEqualTo("proceed http://h.example/ [host: h.example, x-a: 1, x-b: c]");
        assertThat(evaluation.decision().reports())
                .extracting(Report::site)
                .extracting(Object::toString)
                .containsExactly("soon: remove-headers", "soon: deny");
        assertThat(evaluation.decision().reports())
                .extracting(r -> StepText.of(r.step()))
                .containsExactly("change it", "answer 403");
    }

    @Test
    void requests_are_counted_and_told_when_to_come_again() {
        PolicyProgram program = Samples.program("""
                on_http_request:
                  - actions:
                      - type: rate-limit
                        config: {name: a, algorithm: sliding_window, capacity: 2, rate: 60s, bucket_key: ["getReqHeader('X-User')[0]"]}
                """);
        var state = new PolicyState();

        assertThat(limited(program, state, "one", 0)).startsWith("proceed");
        assertThat(limited(program, state, "one", 10)).startsWith("proceed");
        assertThat(limited(program, state, "two", 10)).startsWith("proceed");
        // at 90 half of the two are left in sight, and so one has room
        assertThat(limited(program, state, "one", 20)).isEqualTo("429 [retry-after: 70]");
        assertThat(limited(program, state, "one", 89)).isEqualTo("429 [retry-after: 1]");
        assertThat(limited(program, state, "one", 90)).startsWith("proceed");
        // one of the two and the one of this window: another has room when both of the two are gone
        assertThat(limited(program, state, "one", 100)).isEqualTo("429 [retry-after: 20]");
    }

    private static String limited(PolicyProgram program, PolicyState state, String user, int second) {
        RequestHead head = Http.get("http://h.example/", "x-user", user);
        var at = new RequestHead(
                "GET", "http", "h.example", "/", 1, 1, head.headers(), Samples.NOON.plusSeconds(second));
        return Http.text(program.http(Samples.client("1.2.3.4"), null, state, RequestProgress.NONE)
                .begin(at));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a:password            | proceed
            a:password2           | 401
            a:passwor             | 401
            b:pass:word:          | proceed
            b:pass                | 401
            apassword             | 401
            1.2.3.4:secret1234    | proceed
            ü:pässwörd            | proceed
            """)
    void names_and_passwords(String pair, String expected) {
        PolicyProgram program = Samples.program("""
                on_http_request:
                  - actions:
                      - type: basic-auth
                        config: {credentials: ["a:password", "b:pass:word:", "${conn.client_ip}:secret1234", "ü:pässwörd"]}
                """);
        String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));

        assertThat(Http.begin(program, Http.get("http://h.example/", "Authorization", "basic " + encoded)))
                .startsWith(expected);
        assertThat(Http.begin(
                        program,
                        Http.get("http://h.example/", "authorization", "Basic " + encoded, "authorization", "Basic x")))
                .startsWith("401");
        assertThat(Http.begin(program, Http.get("http://h.example/", "authorization", "Bearer " + encoded)))
                .startsWith("401");
    }

    @Test
    void basic_auth_leaves_its_results() {
        PolicyProgram program = Samples.program("""
                on_http_request:
                  - actions:
                      - {type: basic-auth, config: {credentials: ["a:password"], enforce: false}}
                      - type: custom-response
                        config:
                          body: "${actions.ngrok.basic_auth.credentials.presented} ${has(actions.ngrok.basic_auth.credentials.username) ? actions.ngrok.basic_auth.credentials.username : '-'} ${actions.ngrok.basic_auth.credentials.authorized}"
                """);

        assertThat(Http.begin(program, request)).endsWith("] false - false");
        assertThat(Http.begin(program, Http.get("http://h.example/", "authorization", "Basic YTpwYXNzd29yZA==")))
                .endsWith("] true a true");
        assertThat(Http.begin(program, Http.get("http://h.example/", "authorization", "Basic YTpwYXNzd29yZDI=")))
                .endsWith("] true a false");
    }

    @Test
    void logs_and_the_matched_network_are_those_of_both_phases() {
        PolicyProgram program = Samples.program("""
                on_http_request:
                  - actions:
                      - {type: log, config: {metadata: {n: 1}}}
                      - {type: restrict-ips, config: {allow: [1.0.0.0/8]}}
                on_http_response:
                  - name: replaced
                    actions:
                      - {type: log, config: {metadata: {n: "${res.status_code}"}}}
                      - {type: custom-response, config: {status_code: 410}}
                """);
        HttpEvaluation evaluation = Http.evaluation(program);
        evaluation.begin(request);
        evaluation.response(Http.response(404));

        HttpDecision decision = evaluation.decision();
        assertThat(decision.logs()).extracting(l -> l.get("n")).isEqualTo(List.of(1L, 404L));
        assertThat(decision.matchedCidr()).isEqualTo("1.0.0.0/8");
        assertThat(decision.decidedBy()).hasToString("replaced: custom-response");
    }

    @Test
    void a_trace_tells_what_happened() {
        PolicyProgram program = Samples.program("""
                on_http_request:
                  - expressions: ["req.user_agent.name == 'curl'"]
                    actions:
                      - {type: url-rewrite, config: {from: /a, to: /b}}
                      - {type: deny, config: {status_code: 404}}
                """);
        var trace = new Trace();
        HttpStep step = program.http(Samples.client("1.2.3.4"), null, new PolicyState(), RequestProgress.NONE, trace)
                .begin(request);

        assertThat(Http.text(step)).isEqualTo("404 []");
        assertThat(trace.entries()).hasSize(5);
        assertThat(trace.entries().get(2))
                .isInstanceOfSatisfying(
                        Trace.ConditionSeen.class,
                        c -> assertThat(c.variables()).containsEntry("req.user_agent.name", "curl"));
        assertThat(trace.entries().subList(3, 5))
                .extracting(e -> ((Trace.ActionRun) e).result())
                .containsExactly("becomes http://host.example/b; continue", "answer 404");
    }
}
