package dev.culvert.gateway.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.model.EndpointKind;
import dev.culvert.policy.PolicyCheck;
import dev.culvert.policy.facts.GeoLookup;
import dev.culvert.policy.facts.IpPolicies;
import dev.culvert.policy.text.Finding;
import dev.culvert.policy.text.Severity;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a policy names and cannot be used is told before a client comes. */
final class NamedCredentialsTest {

    private static final PolicyCheck CHECK = new PolicyCheck(IpPolicies.NONE, GeoLookup.NONE, new NamedCredentials());

    private static X509Bundle one;
    private static X509Bundle two;

    @TempDir
    Path root;

    @BeforeAll
    static void certificates() throws Exception {
        one = bundle("one");
        two = bundle("two");
    }

    @Test
    void what_can_be_used_is_no_finding() throws Exception {
        assertThat(found(served(one.getCertificatePathPEM(), one.getPrivateKeyPEM())))
                .isEmpty();
        assertThat(found(trusting(file("ca.pem", two.getCertificatePathPEM()), one.getCertificatePathPEM())))
                .isEmpty();
        assertThat(found("server_certificate: \"${'/nowhere'}\", server_private_key: /nowhere"))
                .as("what is computed is not looked at")
                .isEmpty();
    }

    @Test
    void a_file_may_yet_come_and_is_warned_of() throws Exception {
        String text = served(
                file("server.pem", one.getCertificatePathPEM()),
                root.resolve("key.pem").toString());

        assertThat(found(text)).singleElement().satisfies(f -> {
            assertThat(f.severity()).isEqualTo(Severity.WARNING);
            assertThat(f.code()).isEqualTo("CULVERT_NO_CERTIFICATE");
            assertThat(f.message()).isEqualTo("server_private_key '" + root.resolve("key.pem") + "' does not exist.");
            assertThat(at(text, f)).isEqualTo("\"" + root.resolve("key.pem") + "\"");
        });
        file("key.pem", two.getPrivateKeyPEM());
        assertThat(found(text)).singleElement().satisfies(f -> {
            assertThat(f.severity()).isEqualTo(Severity.WARNING);
            assertThat(f.message()).startsWith("server_private_key is not the key of");
        });
        file("key.pem", one.getPrivateKeyPEM());
        assertThat(found(text)).isEmpty();
    }

    @Test
    void what_can_never_be_right_is_refused() {
        String ca = trusting(one.getCertificatePathPEM(), "ca_2abc");

        assertThat(found(ca)).singleElement().satisfies(f -> {
            assertThat(f.severity()).isEqualTo(Severity.ERROR);
            assertThat(f.code()).isEqualTo("ERR_NGROK_2204");
            assertThat(f.message()).contains("'ca_2abc' is the id of an object at ngrok");
            assertThat(at(ca, f)).isEqualTo("\"ca_2abc\"");
        });
        assertThat(found("min_version: '1.1', " + ca)).hasSize(1);
        assertThat(CHECK.check(policy(ca).replace("[{type:", "[{type: denny}, {type:"), EndpointKind.AGENT)
                        .findings())
                .as("a mistake elsewhere hides nothing")
                .filteredOn(Finding::isError)
                .hasSize(2);
        for (String text : List.of(
                served("server.pem", one.getPrivateKeyPEM()),
                served(one.getPrivateKeyPEM(), one.getPrivateKeyPEM()),
                served(one.getCertificatePathPEM(), two.getPrivateKeyPEM()),
                trusting("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"))) {
            assertThat(found(text)).singleElement().extracting(Finding::code).isEqualTo("ERR_NGROK_2204");
        }
    }

    private static String served(String certificate, String key) {
        return "server_certificate: " + quoted(certificate) + ", server_private_key: " + quoted(key);
    }

    private static String trusting(String... authorities) {
        return "mutual_tls_certificate_authorities: ["
                + String.join(
                        ", ",
                        List.of(authorities).stream()
                                .map(NamedCredentialsTest::quoted)
                                .toList()) + "]";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\n", "\\n") + '"';
    }

    private String file(String name, String text) throws Exception {
        return Files.writeString(root.resolve(name), text).toString();
    }

    private static List<Finding> found(String config) {
        return CHECK.check(policy(config), EndpointKind.AGENT).findings().stream()
                .filter(f -> f.severity() != Severity.INFO)
                .toList();
    }

    private static String at(String config, Finding finding) {
        return policy(config).substring(finding.range().start(), finding.range().end());
    }

    private static String policy(String config) {
        return "{on_tcp_connect: [{actions: [{type: terminate-tls, config: {" + config + "}}]}]}";
    }

    private static X509Bundle bundle(String name) throws Exception {
        return Objects.requireNonNull(new CertificateBuilder()
                .subject("CN=" + name)
                .setIsCertificateAuthority(true)
                .buildSelfSigned());
    }
}
