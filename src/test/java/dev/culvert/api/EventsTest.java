package dev.culvert.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.api.HttpCaller.Reply;
import dev.culvert.model.EndpointDraft;
import dev.culvert.model.EndpointField;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What happened, as the API tells it. */
final class EventsTest extends EventFixture {

    private List<String> walk(String path) {
        List<String> seen = new ArrayList<>();
        String next = path;
        while (next != null) {
            Reply page = caller.call("GET", next);
            assertThat(page.status()).as(page.message()).isEqualTo(200);
            page.json().path("events").forEach(e -> seen.add(e.path("event_id").asString()));
            String uri = page.text("/next_page_uri");
            next = uri.isEmpty() ? null : uri.substring(uri.indexOf("/events"));
        }
        return seen;
    }

    @Test
    void a_connection_that_ended() {
        connections(7);
        JsonNode event = caller.call("GET", "/events?type=tcp_connection_closed.v0")
                .json()
                .at("/events/0");
        assertThat(event.path("event_id").asString()).matches("ev_[0-9A-Za-z]{27}");
        assertThat(event.path("event_type").asString()).isEqualTo("tcp_connection_closed.v0");
        assertThat(event.path("event_timestamp")).isEqualTo(event.at("/object/conn/end_ts"));
        assertThat(event.path("account_id").asString()).matches("ac_[0-9A-Za-z]{27}");
        assertThat(event.has("principal")).isFalse();
        JsonNode conn = event.at("/object/conn");
        assertThat(conn.path("client_ip").asString()).isEqualTo("192.0.2.7");
        assertThat(conn.path("server_ip").asString()).isEqualTo("127.0.0.1");
        assertThat(conn.path("server_name").asString()).isEqualTo("localhost");
        assertThat(conn.path("server_port").asInt())
                .isEqualTo(db.endpoint().url().port());
        assertThat(conn.path("bytes_in").isIntegralNumber()).isTrue();
        assertThat(conn.path("bytes_out").isIntegralNumber()).isTrue();
        assertThat(conn.path("start_ts").asString()).endsWith("Z");
        // beyond ngrok
        assertThat(conn.path("id").asString()).isEqualTo("cn_0000000000007");
        assertThat(conn.path("client_port").asInt()).isEqualTo(7);
        assertThat(conn.path("duration_ms").asInt()).isEqualTo(1500);
        assertThat(conn.path("connect_ms").asInt()).isEqualTo(3);
        assertThat(event.at("/object/endpoint/id").asString()).isEqualTo(db.id().value());
        assertThat(event.at("/object/endpoint/name").asString()).isEqualTo("db");
        assertThat(event.at("/object/endpoint/url").asString())
                .isEqualTo(db.endpoint().url().toString());
        assertThat(event.at("/object/upstream").asString()).isEqualTo("tcp://localhost:5432");
        assertThat(event.at("/object/close_reason").asString()).isEqualTo("client_closed");

        String id = event.path("event_id").asString();
        assertThat(caller.call("GET", "/events/" + id).json()).isEqualTo(event);
    }

    @Test
    void what_users_change_is_told_with_who_did_it() {
        String policy =
                made("/ip_policies", "{\"description\": \"office\"}").path("id").asString();
        String rule = made(
                        "/ip_policy_rules",
                        "{\"ip_policy_id\": \"" + policy + "\", \"cidr\": \"10.0.0.0/8\", \"action\": \"allow\"}")
                .path("id")
                .asString();
        caller.call("PATCH", "/ip_policy_rules/" + rule, "{\"description\": \"x\"}");
        caller.call("PATCH", "/ip_policies/" + policy, "{\"metadata\": \"x\"}");
        caller.call("DELETE", "/ip_policy_rules/" + rule);
        caller.call("DELETE", "/ip_policies/" + policy);
        String endpoint = "/endpoints/" + db.id();
        caller.call("PATCH", endpoint, "{\"enabled\": false}");
        caller.call("DELETE", endpoint);

        JsonNode events = caller.call("GET", "/events").json().path("events");
        List<String> types = new ArrayList<>();
        events.forEach(e -> types.addFirst(e.path("event_type").asString()));
        assertThat(types)
                .containsExactly(
                        "endpoint_created.v0",
                        "ip_policy_created.v0",
                        "ip_policy_rule_created.v0",
                        "ip_policy_rule_updated.v0",
                        "ip_policy_updated.v0",
                        "ip_policy_rule_deleted.v0",
                        "ip_policy_deleted.v0",
                        "endpoint_updated.v0",
                        "endpoint_deleted.v0");
        JsonNode deleted = events.path(0);
        assertThat(deleted.at("/object/id").asString()).isEqualTo(db.id().value());
        assertThat(deleted.at("/object/name").asString()).isEqualTo("db");
        assertThat(deleted.at("/object/enabled").asBoolean()).isFalse();
        assertThat(deleted.at("/principal/source").asString()).isEqualTo("API");
        assertThat(deleted.at("/principal/id").asString()).matches("usr_[0-9A-Za-z]{27}");
        assertThat(deleted.at("/principal/subject").asString()).isEqualTo(System.getProperty("user.name"));
        assertThat(deleted.at("/principal/credential").isNull()).isTrue();
        JsonNode ruleMade = events.path(6);
        assertThat(ruleMade.at("/object/cidr").asString()).isEqualTo("10.0.0.0/8");
        assertThat(ruleMade.at("/object/ip_policy/id").asString()).isEqualTo(policy);
        // the endpoint was not made through the API
        assertThat(events.path(8).at("/principal/source").asString()).isEqualTo("Dashboard");
    }

    @Test
    void a_change_that_is_refused_is_no_event() {
        long before = gateway.gateway().events().journal().head();
        assertThat(caller.call("PATCH", "/endpoints/" + db.id(), "{\"connect_timeout\": \"x\"}")
                        .status())
                .isEqualTo(400);
        assertThat(caller.call("POST", "/ip_policies", "{\"description\": \"" + "x".repeat(256) + "\"}")
                        .status())
                .isEqualTo(400);
        assertThat(gateway.gateway().events().journal().head()).isEqualTo(before);
    }

    @Test
    void a_temporary_endpoint_is_told_of_too() {
        gateway.gateway()
                .create(EndpointDraft.empty().with(EndpointField.NAME, "brief").with(EndpointField.UPSTREAM, "1"), true)
                .join();
        assertThat(caller.call("GET", "/events").text("/events/0/object/name")).isEqualTo("brief");
        assertThat(caller.call("GET", "/events")
                        .json()
                        .at("/events/0/object/temporary")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void pages_tell_everything_once_and_a_restart_changes_nothing() {
        connections(5, 3, 9);
        made("/ip_policies", "{}");
        connections(1, 2);
        List<String> all = walk("/events");
        assertThat(all).hasSize(7).doesNotHaveDuplicates();
        assertThat(walk("/events?limit=2")).containsExactlyElementsOf(all);
        assertThat(all.stream().sorted().toList().reversed()).containsExactlyElementsOf(all);
        stop();
        start();
        assertThat(walk("/events?limit=3")).containsExactlyElementsOf(all);
    }

    @Test
    void types_and_filters_choose() {
        connections(5, 3, 9);
        made("/ip_policies", "{}");
        assertThat(walk("/events?type=ip_policy_created.v0")).hasSize(1);
        assertThat(walk("/events?type=ip_policy_created.v0,tcp_connection_closed.v0&limit=1"))
                .hasSize(4);
        String filter = URLEncoder.encode("ev.conn.client_port > 4", StandardCharsets.UTF_8);
        assertThat(walk("/events?limit=1&filter=" + filter)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "/events?before_id=ev_1,400,ERR_NGROK_227",
        "/events?before_id=ev_2NPQ2yXQzGQ3kLOXFHDpYXlVpX7,400,ERR_NGROK_227",
        "/events?type=x,400,ERR_NGROK_215",
        "/events?filter=ev.x,400,ERR_NGROK_5404",
        "/events?filter=size(ev.traffic_policy.logs)%3E1,400,ERR_NGROK_5406",
        "/events?limit=x,400,ERR_NGROK_233",
        "/events?limit=0,400,ERR_NGROK_244",
        "/events?x=1,400,ERR_NGROK_231",
        "/events/ev_2NPQ2yXQzGQ3kLOXFHDpYXlVpX7,404,ERR_NGROK_222",
        "/events/x,404,ERR_NGROK_222",
        "/events/stream?last_event_id=x,400,ERR_NGROK_227",
        "/events/stream?type=x,400,ERR_NGROK_215",
        "/events/stream?filter=ev.x,400,ERR_NGROK_5404",
        "/events/stream?x=1,400,ERR_NGROK_231"
    })
    void what_is_wrong_is_said(String path, int status, String code) {
        Reply reply = caller.call("GET", path);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
    }
}
