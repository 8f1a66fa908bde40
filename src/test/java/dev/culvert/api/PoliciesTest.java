package dev.culvert.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.api.HttpCaller.Reply;
import dev.culvert.engine.FakeConnection;
import dev.culvert.model.EndpointDraft;
import dev.culvert.model.EndpointField;
import dev.culvert.model.EndpointStatus;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code /policies}: what a policy is worth, before it is live. */
@SuppressWarnings("NullAway.Init")
final class PoliciesTest {

    private static final String ALLOW_TEN =
            "on_tcp_connect:\n  - name: ours\n    actions:\n      - type: restrict-ips\n        config: {allow: [10.0.0.0/8]}\n";

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

    private Reply post(String path, String... fields) {
        ObjectNode body = new JsonMapper().createObjectNode();
        for (int i = 0; i < fields.length; i += 2) {
            body.put(fields[i], fields[i + 1]);
        }
        return caller.call("POST", path, body.toString());
    }

    private EndpointStatus endpoint(String policy) {
        EndpointDraft draft = EndpointDraft.empty()
                .with(EndpointField.NAME, "db")
                .with(EndpointField.UPSTREAM, "5432")
                .with(EndpointField.TRAFFIC_POLICY, policy);
        return gateway.gateway().create(draft, false).join();
    }

    @Test
    void a_check_gives_findings_with_places_and_fixes() {
        Reply good = post("/policies/check", "traffic_policy", ALLOW_TEN);
        assertThat(good.json().path("runnable").asBoolean()).isTrue();
        assertThat(good.json().path("findings")).isEmpty();
        Reply cloud = post("/policies/check", "traffic_policy", ALLOW_TEN, "type", "cloud");
        assertThat(cloud.json().path("runnable").asBoolean()).isFalse();
        assertThat(cloud.json().at("/findings/0/code").asString()).isEqualTo("ERR_NGROK_2235");
        Reply denyOnly = post("/policies/check", "traffic_policy", ALLOW_TEN.replace("allow", "deny"));
        assertThat(denyOnly.json().at("/findings/0/quick_fix/replacement").asString())
                .contains("0.0.0.0/0");
        assertThat(denyOnly.json().at("/findings/0/line").asInt()).isEqualTo(4);
    }

    @Test
    void a_trial_says_what_and_why() {
        Reply refused = post("/policies/try", "traffic_policy", ALLOW_TEN, "client_ip", "192.0.2.7");
        assertThat(refused.json().path("decision").asString()).isEqualTo("close");
        assertThat(refused.json().path("close_reason").asString()).isEqualTo("denied");
        assertThat(refused.json().at("/decided_by/rule").asString()).isEqualTo("ours");
        assertThat(refused.json().path("trace")).hasSize(2);
        endpoint(ALLOW_TEN);
        Reply ofEndpoint = post("/policies/try", "endpoint", "db", "client_ip", "10.1.1.1");
        assertThat(ofEndpoint.json().path("decision").asString()).isEqualTo("forward");
        String byTime = """
                on_tcp_connect:
                  - expressions: ['time.now < "2031" && conn.client_port == 7']
                    actions: [{type: deny}]
                """;
        Reply then = post(
                "/policies/try",
                "traffic_policy",
                byTime,
                "client_ip",
                "::1",
                "client_port",
                "7",
                "time",
                "2030-01-31T09:00:00Z",
                "url",
                "tcp://localhost:99");
        assertThat(then.json().path("decision").asString()).isEqualTo("close");
    }

    @Test
    void a_trial_of_a_request_says_what_and_why() {
        String policy = """
                on_http_request:
                  - name: ours
                    expressions: ["getReqHeader('x-key').exists(k, k == 'one')"]
                    actions: [{type: custom-response, config: {body: "hello ${req.method}", headers: {x-a: b}}}]
                """;
        Reply answered = post(
                "/policies/try",
                "traffic_policy",
                policy,
                "client_ip",
                "::1",
                "request_url",
                "/a",
                "request_method",
                "PUT",
                "request_headers",
                "x-key: one\naccept: */*");
        assertThat(answered.json().at("/http/decision").asString()).isEqualTo("answer");
        assertThat(answered.json().at("/http/answer").toString())
                .isEqualTo("{\"status_code\":200,\"headers\":{\"x-a\":[\"b\"],"
                        + "\"content-type\":[\"text/plain; charset=utf-8\"]},\"body\":\"hello PUT\"}");
        assertThat(answered.json().at("/http/decided_by/rule").asString()).isEqualTo("ours");
        Reply others = post("/policies/try", "traffic_policy", policy, "client_ip", "::1", "request_url", "http://h/b");
        assertThat(others.json().at("/http/request/url").asString()).isEqualTo("http://h/b");
        assertThat(others.json().at("/http/sentence").asString()).contains("goes on to the upstream");
        Reply none = post("/policies/try", "traffic_policy", ALLOW_TEN, "client_ip", "10.1.1.1", "request_url", "/");
        assertThat(none.json().has("http")).as("there is no HTTP phase").isFalse();
    }

    @Test
    void a_trial_of_a_request_takes_the_response_that_is_thought_of() {
        String policy = """
                on_http_response:
                  - expressions: ["res.status_code == 404 && getResHeader('server') == ['x']"]
                    actions: [{type: custom-response, config: {status_code: 410, body: gone}}]
                """;
        assertThat(post("/policies/try", "traffic_policy", policy, "client_ip", "::1", "request_url", "/")
                        .json()
                        .at("/http/response/status_code")
                        .asInt())
                .isEqualTo(200);
        Reply replaced = post(
                "/policies/try",
                "traffic_policy",
                policy,
                "client_ip",
                "::1",
                "request_url",
                "/",
                "response_status",
                "404",
                "response_headers",
                "server: x\n");
        assertThat(replaced.json().at("/http/response/status_code").asInt()).isEqualTo(410);
        assertThat(replaced.json().at("/http/sentence").asString())
                .endsWith("A response of 404 is replaced by one of 410.");
    }

    @Test
    void a_policy_of_an_endpoint_may_name_ip_policies_of_this_gateway() {
        String id = gateway.gateway().ipPolicies().create("", "").id();
        String policy = ALLOW_TEN.replace("allow: [10.0.0.0/8]", "ip_policies: [" + id + "]");
        Reply nobody = post("/policies/try", "traffic_policy", policy, "client_ip", "10.1.1.1");
        assertThat(nobody.json().path("decision").asString()).isEqualTo("close");
        gateway.gateway().ipPolicies().createRule(id, "10.0.0.0/8", "allow", "", "");
        Reply ours = post("/policies/try", "traffic_policy", policy, "client_ip", "10.1.1.1");
        assertThat(ours.json().path("decision").asString()).isEqualTo("forward");
        assertThat(post("/policies/check", "traffic_policy", policy.replace("ipp_", "ipp_0"))
                        .json()
                        .at("/findings/0/code")
                        .asString())
                .isEqualTo("ERR_NGROK_2216");
    }

    @Test
    void a_replay_says_what_would_have_gone_otherwise() {
        EndpointStatus db = endpoint("");
        for (int i = 1; i <= 3; i++) {
            gateway.engine().close(gateway.engine().add(FakeConnection.to(db, 40000 + i)));
        }
        gateway.awaitHistory(3);
        Reply replay = post("/policies/replay", "endpoint", "db", "traffic_policy", ALLOW_TEN, "limit", "2");
        assertThat(replay.json().path("connections").asInt()).isEqualTo(3);
        assertThat(replay.json().path("refused").asInt()).isEqualTo(3);
        assertThat(replay.json().path("refused_then").asInt()).isZero();
        assertThat(replay.json().path("changed").asInt()).isEqualTo(3);
        assertThat(replay.json().path("changes")).hasSize(2);
        assertThat(replay.json().at("/changes/0/trial/close_reason").asString()).isEqualTo("denied");
        assertThat(replay.json().at("/changes/0/connection/client_ip").asString())
                .startsWith("192.0.2.7");
        assertThat(replay.json().path("sentence").asString())
                .startsWith("Of 3 connections this policy would have refused 3");
        String two = "on_tcp_connect:\n  - actions: [{type: limit-connections, config: {max: 2}}]\n";
        Reply limited = post("/policies/replay", "endpoint", db.id().value(), "traffic_policy", two, "since", "all");
        assertThat(limited.json().path("refused").asInt())
                .as("they were open together")
                .isEqualTo(1);
        Reply none = post("/policies/replay", "endpoint", "db", "since", "2030-01-31T09:00:00Z");
        assertThat(none.json().path("connections").asInt()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "/policies/check  | {}                                                     | ERR_NGROK_215  | traffic_policy",
                "/policies/check  | {\"traffic_policy\": \"\", \"kind\": \"x\"}            | ERR_NGROK_214  | kind",
                "/policies/check  | {\"traffic_policy\": \"a: b\", \"type\": \"x\"}        | -              | type",
                "/policies/try    | {\"traffic_policy\": \"on_tcp_connect: 5\", \"client_ip\": \"::1\"} | ERR_NGROK_9026 | traffic_policy",
                "/policies/try    | {\"traffic_policy\": \"on_tcp_connect: []\"}           | ERR_NGROK_215  | client_ip",
                "/policies/try    | {\"traffic_policy\": \"on_tcp_connect: []\", \"client_ip\": \"1.2.3\"} | ERR_NGROK_215 | client_ip",
                "/policies/try    | {\"traffic_policy\": \"on_tcp_connect: []\", \"client_ip\": \"::1\", \"client_port\": 0} | ERR_NGROK_215 | client_port",
                "/policies/try    | {\"traffic_policy\": \"on_tcp_connect: []\", \"client_ip\": \"::1\", \"time\": \"noon\"} | ERR_NGROK_215 | time",
                "/policies/try    | {\"traffic_policy\": \"on_tcp_connect: []\", \"client_ip\": \"::1\", \"request_url\": \"a\"} | ERR_NGROK_215 | request_url",
                "/policies/try    | {\"traffic_policy\": \"on_tcp_connect: []\", \"client_ip\": \"::1\", \"request_url\": \"/\", \"request_method\": \"(\"} | ERR_NGROK_215 | request_method",
                "/policies/try    | {\"traffic_policy\": \"on_tcp_connect: []\", \"client_ip\": \"::1\", \"request_url\": \"/\", \"request_headers\": \"a\"} | ERR_NGROK_215 | request_headers",
                "/policies/try    | {\"traffic_policy\": \"on_tcp_connect: []\", \"client_ip\": \"::1\", \"request_url\": \"/\", \"response_status\": 101} | ERR_NGROK_215 | response_status",
                "/policies/try    | {\"traffic_policy\": \"on_tcp_connect: []\", \"client_ip\": \"::1\", \"request_url\": \"/\", \"response_headers\": \"a\"} | ERR_NGROK_215 | response_headers",
                "/policies/try    | {\"endpoint\": \"nobody\", \"client_ip\": \"::1\"}     | ERR_NGROK_215  | endpoint",
                "/policies/replay | {\"traffic_policy\": \"on_tcp_connect: []\"}           | ERR_NGROK_215  | endpoint",
                "/policies/replay | {\"endpoint\": \"db\", \"since\": \"soon\"}            | ERR_NGROK_215  | since",
                "/policies/replay | {\"endpoint\": \"db\", \"limit\": 1001}                | ERR_NGROK_215  | limit"
            })
    void what_is_wrong_is_named(String path, String body, String code, String field) {
        endpoint("");
        Reply reply = caller.call("POST", path, body);
        assertThat(reply.status()).as(reply.json().toString()).isEqualTo(400);
        if (code != null) {
            assertThat(reply.code()).isEqualTo(code);
        }
        assertThat(reply.json().at("/details/field").asString()).isEqualTo(field);
    }

    @Test
    void since_may_be_written_in_three_ways() {
        endpoint("");
        Reply reply = caller.call("POST", "/policies/replay", "{\"endpoint\": \"db\", \"since\": \"soon\"}");

        assertThat(reply.json().path("msg").asString())
                .contains("'soon'", "1h", "2030-01-31T09:00:00Z", "all")
                .doesNotContain("no limit");
    }
}
