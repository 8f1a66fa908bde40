package dev.culvert.policy.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.policy.facts.TlsFacts;
import java.io.InputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every variable, with the value that it has on a connection of which everything is known. */
final class VariablesTest {

    private static final Map<String, Object> CONNECTION = Map.ofEntries(
            Map.entry("conn.client_ip", "203.0.113.7"),
            Map.entry("conn.client_port", 40_000L),
            Map.entry("conn.server_ip", "2001:db8::1"),
            Map.entry("conn.server_port", 5432L),
            Map.entry("conn.server_region", "lan"),
            Map.entry("conn.ts.start", Instant.parse("2026-11-23T10:20:30Z")),
            Map.entry("conn.bytes_in", 0L),
            Map.entry("conn.bytes_out", 0L),
            Map.entry("conn.geo.city", "Berlin"),
            Map.entry("conn.geo.country", "Germany"),
            Map.entry("conn.geo.country_code", "DE"),
            Map.entry("conn.geo.latitude", "52.52"),
            Map.entry("conn.geo.longitude", "13.40"),
            Map.entry("conn.geo.radius", "20"),
            Map.entry("conn.geo.subdivision", "BE"),
            Map.entry("endpoint.addr", "db.example.com:5432"),
            Map.entry("endpoint.host", "db.example.com"),
            Map.entry("endpoint.id", "ep_1"),
            Map.entry("endpoint.protocol", "tcp"),
            Map.entry("endpoint.url", "tcp://db.example.com:5432"),
            Map.entry("endpoint.port", 5432L),
            Map.entry("time.now", "2026-11-23T10:20:30Z"),
            Map.entry("vars", Map.of("n", 1L)));

    private static final Map<String, Object> LOCATED =
            Map.of("latitude", "52.52", "longitude", "13.40", "postal_code", "10115", "radius", "20");

    private static final Map<String, Object> BERLIN = Map.of(
            "city", "Berlin",
            "continent", "Europe",
            "country", "Germany",
            "country_code", "DE",
            "metro_code", "m",
            "subdivision", "BE",
            "timezone", "Europe/Berlin",
            "is_eu", true);

    private static final Map<String, Object> PARIS = Map.of(
            "city", "Paris",
            "continent", "Europe",
            "country", "France",
            "country_code", "FR",
            "metro_code", "",
            "subdivision", "IDF",
            "timezone", "Europe/Paris",
            "is_eu", true);

    private static final Map<String, Object> LOCATED_IN_PARIS =
            Map.of("latitude", "48.86", "longitude", "2.35", "postal_code", "75001", "radius", "5");

    private static final Map<String, Object> SESSION = Map.of(
            "cipher_suite", "TLS_AES_128_GCM_SHA256",
            "ja4_fingerprint", "t13d",
            "negotiated_alpn", "postgresql",
            "sni", "db.example",
            "version", "1.3",
            "session_resumed", true);

    private static final Map<String, Object> NAME = Map.of(
            "common_name", "client one",
            "country", List.of("DE"),
            "province", List.of("Berlin"),
            "locality", List.of("Mitte"),
            "organization", List.of("Example Org"),
            "organizational_unit", Set.of("Ops", "Net"),
            "street_address", List.of("Main St 1"),
            "postal_code", List.of("10115"));

    private static final Map<String, Object> CERTIFICATE = Map.of(
            "serial_number", "4711",
            "signature_algorithm", "SHA256withECDSA",
            "san.dns_names", List.of("a.example", "b.example"),
            "san.email_addresses", List.of("x@example.com"),
            "san.ip_addresses", List.of("1.2.3.4"),
            "san.uris", List.of("spiffe://a"));

    /** Too long to be written down; {@link TlsVariablesTest} looks into them. */
    private static final List<String> LONG = List.of("pem", "extensions", "validity.not_before", "validity.not_after");

    private static final List<String> KUBERNETES = List.of(
            "id",
            "metadata.name",
            "metadata.namespace",
            "metadata.annotations",
            "metadata.error_code",
            "metadata.error_message");

    private static final List<String> RESULTS = List.of(
            "restrict_ips.action",
            "restrict_ips.matched_cidr",
            "restrict_ips.error.code",
            "restrict_ips.error.message",
            "rate_limit.bucket_key",
            "rate_limit.limited",
            "rate_limit.error.code",
            "rate_limit.error.message",
            "limit_connections.bucket_key",
            "limit_connections.limited",
            "limit_connections.error.code",
            "limit_connections.error.message",
            "forward_internal.url",
            "forward_internal.error.code",
            "forward_internal.error.message",
            "redirect.matches",
            "redirect.url",
            "redirect.error.code",
            "redirect.error.message",
            "url_rewrite.matches",
            "url_rewrite.url",
            "url_rewrite.error.code",
            "url_rewrite.error.message",
            "add_headers.headers_added",
            "remove_headers.headers_removed",
            "basic_auth.credentials.presented",
            "basic_auth.credentials.username",
            "basic_auth.credentials.authorized",
            "log.metadata");

    private final TestScope scope = new TestScope();

    static Stream<Arguments> values() {
        return Stream.of(
                        rows("", CONNECTION),
                        address("conn.client_ip.", BERLIN, LOCATED, PARIS, 64500L, "Example Net"),
                        address("conn.server_ip.", PARIS, LOCATED_IN_PARIS, BERLIN, 64501L, "Other Net"),
                        rows("conn.tls.", SESSION),
                        certificate("conn.tls.client."),
                        certificate("conn.tls.server."))
                .flatMap(s -> s);
    }

    private static Stream<Arguments> address(
            String prefix,
            Map<String, Object> here,
            Map<String, Object> located,
            Map<String, Object> registered,
            long number,
            String organization) {
        return Stream.of(
                        rows(prefix, Map.of("as.number", number, "as.organization", organization)),
                        rows(prefix, Map.of("categories", List.of(), "is_on_blocklist", false, "is_tor_node", false)),
                        rows(prefix + "geo.location.", here),
                        rows(prefix + "geo.location.", located),
                        rows(prefix + "geo.registered_location.", registered))
                .flatMap(s -> s);
    }

    private static Stream<Arguments> certificate(String prefix) {
        return Stream.of(rows(prefix, CERTIFICATE), rows(prefix + "issuer.", NAME), rows(prefix + "subject.", NAME))
                .flatMap(s -> s);
    }

    private static Stream<Arguments> rows(String prefix, Map<String, Object> values) {
        return values.entrySet().stream().map(e -> Arguments.of(prefix + e.getKey(), e.getValue()));
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_variable_has_its_value(String name, Object expected) throws Exception {
        scope.vars.put("n", 1L);
        scope.tls = everything();

        Object value = Variables.find(name, scope).orElseThrow();

        assertThat(expected instanceof Set && value instanceof List<?> list ? Set.copyOf(list) : value)
                .isEqualTo(expected);
    }

    @Test
    void results_are_those_of_the_action_that_ran() {
        for (String name : RESULTS) {
            assertThat(Variables.find("actions.ngrok." + name, scope)).isEmpty();
            scope.results.put(name, name + "!");
            assertThat(Variables.find("actions.ngrok." + name, scope)).contains(name + "!");
        }
    }

    @Test
    void what_only_kubernetes_knows_has_no_value() {
        assertThat(KUBERNETES)
                .allSatisfy(n ->
                        assertThat(Variables.find("conn.k8s.pod." + n, scope)).isEmpty());
    }

    @Test
    void no_variable_is_without_a_row() {
        Set<String> rows = new TreeSet<>();
        values().forEach(v -> rows.add((String) v.get()[0]));
        RESULTS.forEach(n -> rows.add("actions.ngrok." + n));
        KUBERNETES.forEach(n -> rows.add("conn.k8s.pod." + n));
        for (String whose : List.of("client.", "server.")) {
            LONG.forEach(n -> rows.add("conn.tls." + whose + n));
        }

        assertThat(Variables.all())
                .extracting(Variable::name)
                // HttpVariablesTest has those of requests and responses
                .filteredOn(n -> !Variables.needsRequest(n) && !Variables.needsResponse(n))
                .containsExactlyInAnyOrderElementsOf(rows);
    }

    private TlsFacts everything() throws Exception {
        try (InputStream pem = Objects.requireNonNull(getClass().getResourceAsStream("client.pem"))) {
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
            return new TlsFacts(
                    "1.3",
                    "TLS_AES_128_GCM_SHA256",
                    "db.example",
                    "postgresql",
                    "t13d",
                    true,
                    certificate,
                    certificate);
        }
    }
}
