package dev.culvert.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.model.EndpointDraft;
import dev.culvert.model.EndpointField;
import dev.culvert.model.FieldProblem;
import dev.culvert.model.Ingress;
import dev.culvert.policy.facts.GeoLookup;
import dev.culvert.policy.facts.IpPolicies;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every code that the URL of an endpoint can be refused with, by kind and binding (NGROK.md 1.3). */
final class UrlRulesTest {

    private static final String LABEL = "x".repeat(63);
    private static final String RESERVED = "tcp://localhost:20001";
    private static final Policies POLICIES = new Policies(IpPolicies.NONE, GeoLookup.NONE);
    private static final Ingresses INGRESSES = new Ingresses(
            new Ingress("local", List.of(InetAddress.ofLiteral("127.0.0.1")), List.of("localhost", "127.0.0.1", "::1")),
            new Ingress("lan", List.of(InetAddress.ofLiteral("::")), List.of("my_box", "10.0.0.7")));

    @ParameterizedTest
    @CsvSource({
        // kind, binding (empty: not given), URL, code, field
        "agent, '', tcp://localhost:20001/x, 9037, url",
        "agent, '', tcp://localhost:20001?x, 9037, url",
        "agent, '', tcp://me@localhost:20001, 9037, url",
        "agent, '', tcp://localhost:20001#x, 9037, url",
        "agent, '', tcp://localhost:20001/, 9038, url",
        "agent, '', http://localhost:20001, 18022, url",
        "agent, '', tcp://localhost, 18003, url",
        "agent, '', tcp://localhost:0, 18001, url",
        "agent, '', tcp://localhost:65536, 18001, url",
        "agent, '', tcp://:20001, 18001, url",
        "agent, '', tcp://::1:20001, 18001, url",
        "agent, '', tcp://exa_mple.com:20001, 355, url",
        "agent, '', tcp://exam!ple.com:20001, 326, url",
        "agent, '', tcp://ex*mple.com:20001, 326, url",
        "agent, '', tcp://example..com:20001, 327, url",
        "agent, '', tcp://-example.com:20001, 328, url",
        "agent, '', tcp://www.-example.com:20001, 328, url",
        "agent, '', tcp://example.com-:20001, 329, url",
        "agent, '', tcp://example-.com:20001, 329, url",
        "agent, '', tcp://example.com.:20001, 329, url",
        "agent, '', tcp://ab--cd.com:20001, 330, url",
        "agent, '', tcp://LABELx.com:20001, 396, url",
        "agent, '', tcp://LABEL.LABEL.LABEL.LABEL:20001, 397, url",
        "agent, '', tcp://example.com:20001, 307, url",
        "cloud, '', tcp://example.com:20001, 18006, url",
        "agent, public, tcp://localhost:20002, 307, url",
        "cloud, public, tcp://localhost:20002, 18006, url",
        "cloud, '', '', 18003, url",
        "cloud, '', tcp://, 18003, url",
        "agent, public, tcp://db.internal:1, 18007, bindings",
        "agent, moon, tcp://localhost:20001, 18007, bindings",
        "agent, internal, '', 9028, url",
        "agent, internal, tcp://, 9028, url",
        "agent, internal, tcp://:5432, 9028, url",
        "cloud, internal, '', 9028, url",
        "agent, internal, tcp://localhost:20001, 9029, url",
        "agent, '', tcp://db.internal, 9030, url",
        "agent, '', tcp://db.internal:0, 9030, url",
        "agent, '', tcp://db.internal:99999, 9030, url",
        "agent, internal, db.internal:x, 9030, url",
        "agent, '', tcp://a.b.c.d.e.internal:1, 9031, url",
        "agent, '', tcp://a_b.internal:1, 355, url",
        "agent, '', tcp://a.*.internal:1, 326, url",
        "agent, '', tcp://-a.internal:1, 328, url",
        "agent, kubernetes, '', 9039, url",
        "agent, kubernetes, tcp://app:443, 9039, url",
        "agent, kubernetes, tcp://a.b.c:443, 9039, url",
        "agent, kubernetes, tcp://*.example:443, 9039, url",
        "agent, kubernetes, tcp://app.example, 18003, url",
        "agent, kubernetes, http://app.example:443, 9041, url",
        "cloud, kubernetes, http://app.example:443, 18018, url",
        "agent, kubernetes, tcp://app.example:443, 18007, bindings",
    })
    void a_url_is_refused_with_the_code_of_the_rule_it_breaks(
            String kind, String binding, String url, String code, String field) {
        EndpointDraft draft = draft(kind, binding, url.replace("LABEL", LABEL));
        assertThat(check(draft)).singleElement().satisfies(p -> {
            assertThat(p.field()).isEqualTo(field);
            assertThat(p.code()).isEqualTo("ERR_NGROK_" + code);
            assertThat(p.message()).matches(".*[.?]");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "agent, '', tcp://localhost:20001",
        "agent, '', 'TCP://LocalHost:20001 '",
        "agent, '', localhost:20001",
        "agent, '', ''",
        "agent, public, tcp://",
        "cloud, public, tcp://localhost:20001",
        "agent, '', tcp://DB.internal:1",
        "agent, internal, tcp://a.b.c.d.internal:65535",
        "agent, '', tcp://*.x.internal:5432",
        "agent, '', tcp://*.internal:5432",
        "cloud, internal, tcp://xn--bcher-kva.internal:5432",
    })
    void a_url_that_keeps_the_rules_of_its_binding_is_taken(String kind, String binding, String url) {
        assertThat(check(draft(kind, binding, url))).isEmpty();
    }

    private static EndpointDraft draft(String kind, String binding, String url) {
        EndpointDraft draft = EndpointDraft.empty()
                .with(EndpointField.TYPE, kind)
                .with(EndpointField.BINDING, binding.isEmpty() ? null : binding)
                .with(EndpointField.URL, url);
        return kind.equals("cloud")
                ? draft.with(EndpointField.TRAFFIC_POLICY, "on_tcp_connect: [{actions: [{type: deny}]}]")
                : draft.with(EndpointField.UPSTREAM, "5432");
    }

    private static List<FieldProblem> check(EndpointDraft draft) {
        return new EndpointCheck(
                        draft,
                        null,
                        INGRESSES,
                        POLICIES,
                        List.of(),
                        url -> url.toString().equals(RESERVED))
                .problems();
    }
}
