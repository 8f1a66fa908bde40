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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code client.pem} is a self-signed certificate made by openssl for this test. */
final class TlsVariablesTest {

    private final TestScope scope = new TestScope();

    @BeforeEach
    void a_session_is_there() throws Exception {
        try (InputStream pem = Objects.requireNonNull(getClass().getResourceAsStream("client.pem"))) {
            X509Certificate client =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
            scope.tls = new TlsFacts(
                    "1.3", "TLS_AES_128_GCM_SHA256", "db.example", "postgresql", "t13d", false, client, null);
        }
    }

    @Test
    void the_session_is_read() {
        assertThat(value("version")).isEqualTo("1.3");
        assertThat(value("cipher_suite")).isEqualTo("TLS_AES_128_GCM_SHA256");
        assertThat(value("sni")).isEqualTo("db.example");
        assertThat(value("negotiated_alpn")).isEqualTo("postgresql");
        assertThat(value("ja4_fingerprint")).isEqualTo("t13d");
        assertThat(value("session_resumed")).isEqualTo(false);
    }

    @Test
    void the_certificate_is_read() {
        for (String whom : List.of("client.subject.", "client.issuer.")) {
            assertThat(value(whom + "common_name")).isEqualTo("client one");
            assertThat(value(whom + "country")).isEqualTo(List.of("DE"));
            assertThat(value(whom + "province")).isEqualTo(List.of("Berlin"));
            assertThat(value(whom + "locality")).isEqualTo(List.of("Mitte"));
            assertThat(value(whom + "organization")).isEqualTo(List.of("Example Org"));
            assertThat(value(whom + "organizational_unit"))
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                    .containsExactlyInAnyOrder("Ops", "Net");
            assertThat(value(whom + "street_address")).isEqualTo(List.of("Main St 1"));
            assertThat(value(whom + "postal_code")).isEqualTo(List.of("10115"));
        }
        assertThat(value("client.serial_number")).isEqualTo("4711");
        assertThat(value("client.signature_algorithm")).isEqualTo("SHA256withECDSA");
        assertThat(value("client.san.dns_names")).isEqualTo(List.of("a.example", "b.example"));
        assertThat(value("client.san.email_addresses")).isEqualTo(List.of("x@example.com"));
        assertThat(value("client.san.ip_addresses")).isEqualTo(List.of("1.2.3.4"));
        assertThat(value("client.san.uris")).isEqualTo(List.of("spiffe://a"));
        assertThat(value("client.validity.not_before")).isInstanceOf(Instant.class);
        assertThat((Instant) value("client.validity.not_after")).isAfter("2100-01-01T00:00:00Z");
        assertThat(value("client.pem")).asString().startsWith("-----BEGIN CERTIFICATE-----\n");
        assertThat(value("client.extensions"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .anySatisfy(e -> assertThat(((Map<?, ?>) e).get("id")).isEqualTo("2.5.29.17"));
    }

    @Test
    void what_is_not_there_has_no_value() {
        assertThat(Variables.find("conn.tls.server.pem", scope)).isEmpty();
        assertThat(Variables.find("@has.conn.tls.server", scope)).contains(false);
        assertThat(Variables.find("@has.conn.tls.client", scope)).contains(true);
        scope.tls = null;
        assertThat(Variables.find("conn.tls.client.pem", scope)).isEmpty();
    }

    private Object value(String name) {
        return Variables.find("conn.tls." + name, scope).orElseThrow();
    }
}
