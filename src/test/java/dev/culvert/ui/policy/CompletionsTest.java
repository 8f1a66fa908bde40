package dev.culvert.ui.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CompletionsTest {

    private final Completions completions =
            new Completions(List.of("hasPrefix", "inCidrRange", "getReqHeader", "getResHeader"));

    /** What is offered where the text has a bar. */
    private List<String> at(String text) {
        return completions.at(text.replace("|", ""), text.indexOf('|')).stream()
                .map(Completion::label)
                .toList();
    }

    @Test
    void phases_at_the_beginning() {
        assertThat(at("|")).containsExactly("on_tcp_connect", "on_http_request", "on_http_response");
        assertThat(at("on_t|")).containsExactly("on_tcp_connect");
        assertThat(at("on_tcp_connect:\n  - actions:\n      - type: deny\n|")).contains("on_http_request");
    }

    @Test
    void keys_of_a_rule() {
        List<String> keys = List.of("name", "expressions", "actions");
        assertThat(at("on_tcp_connect:\n  - |")).isEqualTo(keys);
        assertThat(at("on_tcp_connect:\n- |")).isEqualTo(keys);
        assertThat(at("on_tcp_connect:\n  - name: x\n    |")).isEqualTo(keys);
        assertThat(at("on_tcp_connect:\n  - name: x\n    expr|")).containsExactly("expressions");
        assertThat(at("on_tcp_connect: [{|")).isEqualTo(keys);
        assertThat(at("{\"on_tcp_connect\": [\n  {\"|")).isEqualTo(keys);
    }

    @Test
    void actions_and_their_fields() {
        String rule = "on_tcp_connect:\n  - expressions:\n      - 'true'\n    actions:\n      - ";
        assertThat(at(rule + "|")).containsExactly("type", "config", "report_only");
        assertThat(at(rule + "type: |")).contains("deny", "restrict-ips").doesNotContain("custom-response");
        assertThat(at(rule + "type: restr|")).containsExactly("restrict-ips");
        assertThat(at(rule + "type: restrict-ips\n        config:\n          |"))
                .containsExactlyInAnyOrder("allow", "deny", "ip_policies", "enforce");
        assertThat(at(rule + "config:\n          |\n        type: deny\n      - type: rate-limit\n"))
                .containsExactly("status_code");
        assertThat(at(rule + "config:\n          c|\n        type: rate-limit\n"))
                .contains("capacity");
        assertThat(at(rule + "{type: rate-limit, config: {|")).isEmpty();
        assertThat(at(rule + "type: restrict-ips\n        config:\n          enforce: |"))
                .containsExactly("true", "false");
        assertThat(at(rule + "type: terminate-tls\n        config:\n          min_version: |"))
                .containsExactly("1.2", "1.3");
        assertThat(at(rule + "type: terminate-tls\n        config: {min_version: |"))
                .containsExactly("1.2", "1.3");
        assertThat(at(rule + "type: deny\n        report_only: |")).containsExactly("true", "false");
    }

    @Test
    void variables_and_functions_in_expressions_only() {
        String rule = "on_tcp_connect:\n  - expressions:\n      - ";
        assertThat(at(rule + "conn.client_i|")).contains("conn.client_ip").doesNotContain("type");
        assertThat(at(rule + "'true'\n      - inCidr|")).containsExactly("inCidrRange");
        assertThat(at("on_tcp_connect:\n  - expressions: ['conn.server_p|")).contains("conn.server_port");
        assertThat(at("on_tcp_connect:\n  - name: conn.server_p|")).isEmpty();
        assertThat(at(rule.replace("expressions", "actions") + "type: log\n        config:\n          metadata:\n"
                        + "            who: from ${conn.server_p|"))
                .contains("conn.server_port");
    }

    @Test
    void what_a_phase_does_not_know_is_not_offered() {
        assertThat(at("on_http_request:\n  - actions:\n      - type: |"))
                .contains("custom-response", "redirect", "basic-auth", "rate-limit")
                .doesNotContain("terminate-tls", "oauth");
        assertThat(at("on_tcp_connect:\n  - expressions:\n      - |"))
                .contains("conn.client_ip")
                .doesNotContain("req.method", "res.status_code", "getReqHeader");
        assertThat(at("on_http_request:\n  - expressions:\n      - |"))
                .contains("conn.client_ip", "req.method", "getReqHeader")
                .doesNotContain("res.status_code", "getResHeader");
        assertThat(at("on_http_response:\n  - expressions:\n      - |"))
                .contains("conn.client_ip", "req.method", "res.status_code", "getReqHeader", "getResHeader");
        assertThat(
                        at(
                                "on_http_request:\n  - actions:\n      - type: redirect\n        config:\n          status_code: |"))
                .containsExactly("301", "302", "303", "307", "308");
    }

    @Test
    void meaning_of_words() {
        String policy =
                "on_tcp_connect:\n  - expressions:\n      - conn.client_ip == ''\n    actions:\n      - type: deny\n";
        assertThat(completions.meaning(policy, policy.indexOf("client_ip")))
                .get()
                .extracting(Completion::detail)
                .isEqualTo("string");
        assertThat(completions.meaning(policy, policy.indexOf("deny") + 1))
                .get()
                .extracting(Completion::help)
                .asString()
                .contains("Refuses");
        assertThat(completions.meaning(policy, policy.indexOf("''"))).isEmpty();
    }

    @Test
    void any_place_of_any_text_has_an_answer() {
        var random = new Random(3);
        String alphabet = "ab:- \n{}[]'\"#$|>,";
        for (int round = 0; round < 3_000; round++) {
            var text = new StringBuilder("on_tcp_connect:\n  - actions:\n      - type: log\n        config:\n");
            for (int i = random.nextInt(40); i > 0; i--) {
                text.insert(random.nextInt(text.length() + 1), alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(completions.at(text.toString(), random.nextInt(text.length() + 1)))
                    .isNotNull();
        }
    }
}
