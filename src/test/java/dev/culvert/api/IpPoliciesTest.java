package dev.culvert.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.api.HttpCaller.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** IP policies and their rules, as ngrok's clients use them. */
@SuppressWarnings("NullAway.Init")
final class IpPoliciesTest {

    @TempDir
    Path directory;

    private TestGateway gateway;
    private HttpCaller caller;

    @BeforeEach
    void start() {
        gateway = new TestGateway(directory);
        caller = new HttpCaller(gateway);
    }

    @AfterEach
    void stop() {
        caller.close();
        gateway.close();
    }

    private JsonNode made(String path, String body) {
        Reply reply = caller.call("POST", path, body);
        assertThat(reply.status()).as(reply.json().toString()).isEqualTo(201);
        return reply.json();
    }

    private String policy() {
        return made("/ip_policies", "{\"description\": \"the office\"}")
                .path("id")
                .asString();
    }

    private JsonNode rule(String policy, String cidr, String action) {
        return made(
                "/ip_policy_rules",
                "{\"ip_policy_id\": \"" + policy + "\", \"cidr\": \"" + cidr + "\", \"action\": \"" + action + "\"}");
    }

    @Test
    void policies_come_change_and_go() {
        JsonNode made = made("/ip_policies", "{\"description\": \"the office\", \"metadata\": \"{}\"}");
        String id = made.path("id").asString();
        assertThat(id).matches("ipp_[0-9A-Za-z]{27}");
        assertThat(made.path("uri").asString()).endsWith("/ip_policies/" + id).startsWith("http://127.0.0.1");
        assertThat(made.path("created_at").asString()).endsWith("Z");
        Reply changed = caller.call("PATCH", "/ip_policies/" + id, "{\"id\": \"" + id + "\", \"metadata\": \"x\"}");
        assertThat(changed.json().path("description").asString()).isEqualTo("the office");
        assertThat(changed.json().path("metadata").asString()).isEqualTo("x");
        assertThat(caller.call("GET", "/ip_policies/" + id).json()).isEqualTo(changed.json());
        rule(id, "10.0.0.0/8", "allow");
        assertThat(caller.call("DELETE", "/ip_policies/" + id).status()).isEqualTo(204);
        assertThat(caller.call("GET", "/ip_policies/" + id).status()).isEqualTo(404);
        assertThat(caller.call("GET", "/ip_policy_rules").json().path("ip_policy_rules"))
                .isEmpty();
        assertThat(caller.call("DELETE", "/ip_policies/" + id).status()).isEqualTo(404);
    }

    @Test
    void rules_belong_to_a_policy() {
        String policy = policy();
        JsonNode rule = rule(policy, "203.0.113.0/24", "deny");
        String id = rule.path("id").asString();
        assertThat(id).matches("ipr_[0-9A-Za-z]{27}");
        assertThat(rule.at("/ip_policy/id").asString()).isEqualTo(policy);
        assertThat(rule.path("cidr").asString()).isEqualTo("203.0.113.0/24");
        assertThat(rule.path("action").asString()).isEqualTo("deny");
        Reply changed = caller.call("PATCH", "/ip_policy_rules/" + id, "{\"cidr\": \"203.0.112.0/23\"}");
        assertThat(changed.json().path("cidr").asString()).isEqualTo("203.0.112.0/23");
        assertThat(caller.call("GET", "/ip_policy_rules/" + id).json()).isEqualTo(changed.json());
        assertThat(caller.call("PATCH", "/ip_policy_rules/" + id, "{\"action\": \"allow\"}")
                        .code())
                .isEqualTo("ERR_NGROK_214");
        assertThat(caller.call("DELETE", "/ip_policy_rules/" + id).status()).isEqualTo(204);
        assertThat(caller.call("GET", "/ip_policy_rules/" + id).status()).isEqualTo(404);
    }

    @Test
    void they_are_there_again_after_a_restart() {
        String policy = policy();
        rule(policy, "2001:db8::/32", "allow");
        JsonNode before = caller.call("GET", "/ip_policies/" + policy).json();
        stop();
        start();
        JsonNode after = caller.call("GET", "/ip_policies/" + policy).json();
        assertThat(after.path("created_at")).isEqualTo(before.path("created_at"));
        assertThat(gateway.gateway().ipPolicies().find(policy).orElseThrow().allow())
                .hasSize(1);
    }

    @Test
    void lists_have_pages_the_newest_first() {
        String first = policy();
        String second = policy();
        Reply page = caller.call("GET", "/ip_policies?limit=1");
        assertThat(page.json().at("/ip_policies/0/id").asString()).isEqualTo(second);
        String next = page.json().path("next_page_uri").asString();
        assertThat(next).contains("before_id=" + second);
        Reply last = caller.call("GET", next.substring(next.indexOf("/ip_policies")));
        assertThat(last.json().at("/ip_policies/0/id").asString()).isEqualTo(first);
        assertThat(last.json().path("next_page_uri").isNull()).isTrue();
        assertThat(caller.call("GET", "/ip_policies?before_id=ep_x").code()).isEqualTo("ERR_NGROK_227");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.7     | allow | ERR_NGROK_1413 | 203.0.113.7/32",
                "203.0.113.7/24  | allow | ERR_NGROK_1409 | 203.0.113.0/24",
                "10.0.0.0/8      | deny  | ERR_NGROK_1408 | already",
                "10.0.0.0/33     | allow | ERR_NGROK_1406 | not a network",
                "somewhere       | allow | ERR_NGROK_1406 | not a network",
                "192.168.0.0/16  | block | ERR_NGROK_1422 | allow or deny"
            })
    void what_is_wrong_with_a_rule_is_said(String cidr, String action, String code, String words) {
        String policy = policy();
        rule(policy, "10.0.0.0/8", "allow");
        Reply reply = caller.call(
                "POST",
                "/ip_policy_rules",
                "{\"ip_policy_id\": \"" + policy + "\", \"cidr\": \"" + cidr + "\", \"action\": \"" + action + "\"}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.message()).contains(words);
        assertThat(gateway.gateway().ipPolicies().rules()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/ip_policy_rules | {\"ip_policy_id\": \"ipp_1\", \"cidr\": \"10.0.0.0/8\", \"action\": \"allow\"} | ERR_NGROK_1414",
                "/ip_policy_rules | {\"cidr\": \"10.0.0.0/8\", \"action\": \"allow\"} | ERR_NGROK_215",
                "/ip_policies     | {\"name\": \"x\"}                          | ERR_NGROK_214",
                "/ip_policies     | {\"description\": []}                      | ERR_NGROK_215"
            })
    void what_is_wrong_with_a_body_is_said(String path, String body, String code) {
        Reply reply = caller.call("POST", path, body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo(code);
    }

    @Test
    void texts_have_a_length() {
        assertThat(caller.call("POST", "/ip_policies", "{\"description\": \"" + "x".repeat(256) + "\"}")
                        .message())
                .contains("256 characters");
        assertThat(caller.call("POST", "/ip_policies", "{\"metadata\": \"" + "x".repeat(4097) + "\"}")
                        .message())
                .contains("4096 bytes");
    }
}
