package dev.culvert.gateway;

import static dev.culvert.model.EndpointField.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culvert.model.Binding;
import dev.culvert.model.Endpoint;
import dev.culvert.model.EndpointDraft;
import dev.culvert.model.EndpointField;
import dev.culvert.model.EndpointId;
import dev.culvert.model.EndpointKind;
import dev.culvert.model.EndpointSpec;
import dev.culvert.model.EndpointUrl;
import dev.culvert.model.FieldProblem;
import dev.culvert.model.HealthCheck;
import dev.culvert.model.Ingress;
import dev.culvert.model.Limits;
import dev.culvert.model.ProxyProtocol;
import dev.culvert.model.Upstream;
import dev.culvert.model.UpstreamTls;
import dev.culvert.policy.facts.GeoLookup;
import dev.culvert.policy.facts.IpPolicies;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EndpointCheckTest {

    private static final String DENY = "on_tcp_connect: [{actions: [{type: deny}]}]";
    private static final Policies POLICIES = new Policies(IpPolicies.NONE, GeoLookup.NONE);
    private static final Ingresses INGRESSES = new Ingresses(
            new Ingress("local", List.of(InetAddress.ofLiteral("127.0.0.1")), List.of("localhost", "127.0.0.1", "::1")),
            new Ingress("lan", List.of(InetAddress.ofLiteral("::")), List.of("mybox", "10.0.0.7")));

    private static final EndpointDraft GOOD =
            EndpointDraft.empty().with(URL, "tcp://localhost:15432").with(UPSTREAM, "5432");

    private final List<Endpoint> existing = List.of(endpoint("db", "tcp://localhost:5000"));

    @Test
    void a_url_and_an_upstream_are_enough() {
        EndpointSpec spec = check(GOOD).spec("");
        assertThat(spec)
                .isEqualTo(new EndpointSpec(
                        "tcp-15432",
                        EndpointKind.AGENT,
                        EndpointUrl.parse("tcp://localhost:15432"),
                        Binding.PUBLIC,
                        Upstream.parse("localhost:5432"),
                        "",
                        "",
                        "",
                        false,
                        ProxyProtocol.NONE,
                        Limits.DEFAULT));
    }

    @Test
    void every_field_is_read() {
        EndpointDraft draft = GOOD.with(NAME, " shop ")
                .with(TRAFFIC_POLICY, "on_tcp_connect: []\n")
                .with(DESCRIPTION, "words")
                .with(METADATA, "{}")
                .with(POOLING_ENABLED, "true")
                .with(PROXY_PROTOCOL, "2")
                .with(CONNECT_TIMEOUT, "1s")
                .with(CLIENT_IDLE_TIMEOUT, "0")
                .with(SERVER_IDLE_TIMEOUT, "1h")
                .with(MAX_LIFETIME, "1d")
                .with(MAX_CONNECTIONS, "10")
                .with(UPSTREAM_TLS_VERIFY, "false")
                .with(UPSTREAM_TLS_CA, "/etc/ca.pem")
                .with(TRUSTED_PROXIES, "10.1.2.3/8\n 2001:db8::1")
                .with(HEALTH_CHECK_INTERVAL, "5s")
                .with(HEALTH_CHECK_THRESHOLD, "2");
        EndpointSpec spec = check(draft).spec("");
        assertThat(spec.name()).isEqualTo("shop");
        assertThat(spec.trafficPolicy()).isEqualTo("on_tcp_connect: []\n");
        assertThat(spec.poolingEnabled()).isTrue();
        assertThat(spec.proxyProtocol()).isEqualTo(ProxyProtocol.V2);
        assertThat(spec.upstreamTls()).isEqualTo(new UpstreamTls(false, "/etc/ca.pem"));
        assertThat(spec.trustedProxies()).containsExactly("10.0.0.0/8", "2001:db8::1/128");
        assertThat(spec.healthCheck()).isEqualTo(new HealthCheck(Duration.ofSeconds(5), 2));
        assertThat(spec.limits())
                .isEqualTo(
                        new Limits(Duration.ofSeconds(1), Duration.ZERO, Duration.ofHours(1), Duration.ofDays(1), 10));
    }

    @Test
    void an_open_url_is_left_to_the_caller() {
        EndpointDraft draft = GOOD.with(URL, "tcp://");
        assertThat(check(draft).leavesUrlOpen()).isTrue();
        assertThat(check(draft).problems()).isEmpty();
        assertThat(check(draft).spec("tcp://localhost:20001").url().port()).isEqualTo(20001);
    }

    @Test
    void a_draft_of_an_endpoint_reads_back_as_that_endpoint() {
        Endpoint endpoint = existing.getFirst();
        var check = new EndpointCheck(EndpointDraft.of(endpoint), endpoint, INGRESSES, POLICIES, existing);
        assertThat(check.spec("")).isEqualTo(endpoint.spec());
    }

    @Test
    void a_name_that_was_left_out_is_made_and_is_free() {
        List<Endpoint> others =
                List.of(endpoint("tcp-15432", "tcp://localhost:1"), endpoint("tcp-15432-2", "tcp://localhost:2"));
        assertThat(new EndpointCheck(GOOD, null, INGRESSES, POLICIES, others)
                        .spec("")
                        .name())
                .isEqualTo("tcp-15432-3");
    }

    @ParameterizedTest
    @CsvSource({
        "TYPE, lasting, ERR_NGROK_248",
        "URL, tcp://example.com:1, ERR_NGROK_307",
        "URL, http://localhost:1, ERR_NGROK_18022",
        "URL, tcp://localhost:5000, ERR_NGROK_334",
        "BINDING, private, ERR_NGROK_18007",
        "URL, tcp://*db.internal:1, ERR_NGROK_326",
        "URL, tcp://a.*.internal:1, ERR_NGROK_326",
        "URL, tcp://a.b.c.d.e.internal:1, ERR_NGROK_9031",
        "TRAFFIC_POLICY, on_tcp_connect: 1, ERR_NGROK_9026",
        "UPSTREAM, '', ERR_NGROK_215",
        "UPSTREAM, localhost:x, ERR_NGROK_18001",
        "NAME, db, ERR_NGROK_215",
        "POOLING_ENABLED, maybe, ERR_NGROK_215",
        "ENABLED, 1, ERR_NGROK_215",
        "PROXY_PROTOCOL, 3, ERR_NGROK_215",
        "CONNECT_TIMEOUT, soon, ERR_NGROK_215",
        "CLIENT_IDLE_TIMEOUT, -1s, ERR_NGROK_215",
        "SERVER_IDLE_TIMEOUT, 5, ERR_NGROK_215",
        "MAX_LIFETIME, 99999d, ERR_NGROK_215",
        "MAX_CONNECTIONS, -1, ERR_NGROK_2215",
        "MAX_CONNECTIONS, many, ERR_NGROK_2215",
        "UPSTREAM, http://localhost:80, ERR_NGROK_215",
        "UPSTREAM, unix://run/app.sock, ERR_NGROK_215",
        "UPSTREAM_TLS_VERIFY, maybe, ERR_NGROK_215",
        "TRUSTED_PROXIES, '10.0.0.0/8, 300.0.0.1', ERR_NGROK_2217",
        "HEALTH_CHECK_INTERVAL, often, ERR_NGROK_215",
        "HEALTH_CHECK_INTERVAL, 50ms, ERR_NGROK_2215",
        "HEALTH_CHECK_THRESHOLD, 0, ERR_NGROK_2215",
        "HEALTH_CHECK_THRESHOLD, 101, ERR_NGROK_2215",
    })
    void a_wrong_field_is_named(EndpointField field, String text, String code) {
        assertThat(check(GOOD.with(field, text)).problems()).singleElement().satisfies(p -> {
            assertThat(p.field()).isEqualTo(field.wireName());
            assertThat(p.code()).isEqualTo(code);
            assertThat(p.message()).endsWith(".");
        });
        assertThatThrownBy(() -> check(GOOD.with(field, text)).spec("")).isInstanceOf(Rejection.class);
    }

    @Test
    void long_texts_are_refused_with_ngroks_codes() {
        assertThat(codes(GOOD.with(DESCRIPTION, "x".repeat(256)))).containsExactly("ERR_NGROK_18012");
        assertThat(codes(GOOD.with(METADATA, "ä".repeat(2049)))).containsExactly("ERR_NGROK_18013");
        assertThat(codes(GOOD.with(NAME, "x".repeat(129)))).containsExactly("ERR_NGROK_215");
        assertThat(codes(GOOD.with(DESCRIPTION, "x".repeat(255)).with(METADATA, "ä".repeat(2048))))
                .isEmpty();
    }

    @Test
    void a_cloud_endpoint_needs_a_whole_url_and_a_policy_and_has_no_upstream() {
        EndpointDraft cloud = EndpointDraft.empty().with(TYPE, "cloud");
        assertThat(codes(cloud)).containsExactlyInAnyOrder("ERR_NGROK_18003", "ERR_NGROK_18011");
        EndpointDraft whole = cloud.with(URL, "tcp://mybox:1").with(TRAFFIC_POLICY, DENY);
        assertThat(codes(whole)).isEmpty();
        assertThat(codes(whole.with(UPSTREAM, "1"))).containsExactly("ERR_NGROK_215");
        EndpointDraft twice = whole.with(URL, "tcp://localhost:5000");
        assertThat(codes(twice)).containsExactly("ERR_NGROK_18016");
        assertThat(codes(twice.with(ENABLED, "false"))).containsExactly("ERR_NGROK_18017");
    }

    @Test
    void an_internal_endpoint_is_one_by_its_host() {
        EndpointDraft internal = GOOD.with(URL, "tcp://DB.internal:5432");
        assertThat(check(internal).spec("").binding()).isEqualTo(Binding.INTERNAL);
        assertThat(check(internal.with(BINDING, "internal")).spec("").url())
                .isEqualTo(EndpointUrl.parse("tcp://db.internal:5432"));
        assertThat(check(internal.with(BINDING, "public")).problems())
                .extracting(FieldProblem::field)
                .containsExactly("bindings");
        EndpointDraft elsewhere = GOOD.with(BINDING, "internal");
        assertThat(codes(elsewhere)).containsExactly("ERR_NGROK_9029");
        assertThat(codes(elsewhere.with(URL, ""))).containsExactly("ERR_NGROK_9028");
    }

    @Test
    void a_policy_is_refused_with_the_place_of_its_first_error() {
        String wrong = "on_tcp_connect:\n  - actions:\n      - type: denny\n      - type: lok\n";
        assertThat(check(GOOD.with(TRAFFIC_POLICY, wrong)).problems())
                .singleElement()
                .satisfies(p -> {
                    assertThat(p.code()).isEqualTo("ERR_NGROK_9026");
                    assertThat(p.message())
                            .startsWith("Line 3, column 15 (ERR_NGROK_2201): ")
                            .endsWith("There is 1 more error.");
                });
        assertThat(codes(EndpointDraft.empty()
                        .with(TYPE, "cloud")
                        .with(URL, "tcp://localhost:7")
                        .with(TRAFFIC_POLICY, "on_tcp_connect: []")))
                .containsExactly("ERR_NGROK_18002");
    }

    @Test
    void all_problems_are_told_at_once() {
        EndpointDraft bad =
                EndpointDraft.empty().with(URL, "x").with(UPSTREAM, "y").with(MAX_CONNECTIONS, "z");
        assertThat(check(bad).problems())
                .extracting(FieldProblem::field)
                .containsExactly("url", "upstream_url", "max_connections");
    }

    @Test
    void an_authority_is_read_where_the_upstream_speaks_tls() {
        EndpointDraft tls = GOOD.with(UPSTREAM, "tls://db.example:5432").with(UPSTREAM_TLS_CA, "/nowhere/ca.pem");
        assertThat(check(tls).problems()).singleElement().satisfies(p -> {
            assertThat(p.field()).isEqualTo("upstream_tls_ca");
            assertThat(p.message()).isEqualTo("upstream_tls_ca '/nowhere/ca.pem' does not exist.");
        });
        assertThat(check(tls.with(UPSTREAM_TLS_CA, "")).problems()).isEmpty();
    }

    @Test
    void an_internal_endpoint_may_be_a_wildcard_and_has_no_proxies_in_front() {
        EndpointDraft draft = GOOD.with(URL, "tcp://*.shop.internal:5432");
        assertThat(check(draft).problems()).isEmpty();
        assertThat(check(draft.with(TRUSTED_PROXIES, "10.0.0.0/8")).problems())
                .extracting(FieldProblem::field)
                .containsExactly("trusted_proxies");
    }

    @Test
    void a_cloud_endpoint_has_nothing_to_check_the_health_of() {
        EndpointDraft draft = GOOD.with(TYPE, "cloud").with(UPSTREAM, "").with(TRAFFIC_POLICY, DENY);
        assertThat(check(draft.with(HEALTH_CHECK_INTERVAL, "5s")).problems())
                .extracting(FieldProblem::field)
                .containsExactly("health_check_interval");
    }

    private EndpointCheck check(EndpointDraft draft) {
        return new EndpointCheck(draft, null, INGRESSES, POLICIES, existing);
    }

    private List<String> codes(EndpointDraft draft) {
        return check(draft).problems().stream().map(FieldProblem::code).toList();
    }

    private static Endpoint endpoint(String name, String url) {
        var spec = new EndpointSpec(
                name,
                EndpointKind.AGENT,
                EndpointUrl.parse(url),
                Binding.PUBLIC,
                Upstream.parse("22"),
                DENY,
                "d",
                "m",
                true,
                ProxyProtocol.V1,
                Limits.DEFAULT);
        return new Endpoint(new EndpointId("ep_" + name), spec, true, false, Instant.EPOCH, Instant.EPOCH);
    }
}
