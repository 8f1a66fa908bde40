package dev.culvert.gateway.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culvert.engine.TlsCredentialException;
import dev.culvert.engine.TlsCredentials;
import dev.culvert.policy.run.TlsTermination;
import dev.culvert.policy.run.TlsTermination.Verification;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateFolderTest {

    private static final TlsTermination OWN = termination("", "");
    private static final List<String> NAMES = List.of("pc.lan", "192.168.1.5");

    private static final String OPENSSL_EC = """
            -----BEGIN EC PRIVATE KEY-----
            MDECAQEEIN4jh0yyJXiwTxUdz72i1FLv5d45KQzJdN2YQQtbDXhOoAoGCCqGSM49
            AwEH
            -----END EC PRIVATE KEY-----
            """;

    private static final String LOCKED = """
            -----BEGIN ENCRYPTED PRIVATE KEY-----
            MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAjgPo7Y0TZxVAICCAAw
            DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEKkIP+z09k6ZGSqh8OZ3oPYEgZAI
            vS2Vwa7pNkmh/D8lAk484muqBreHIHbfWeqBXS/4wX/yMlCYf4vPNvvyp9nbZmrq
            RFawSmzaHIRTbWqSXp0VVaT425U3QL9n9nnwVDBb87HSurOkLrMm/uw4QIKIEMZk
            xTv7y7e4KUEpEfLJ4xfhB1Mf/lgsu7mMUHV5TQNDqINLVmGeIgUYB2EiKqEvbjU=
            -----END ENCRYPTED PRIVATE KEY-----
            """;

    @TempDir
    Path root;

    private Path folder() {
        return root.resolve("certificates");
    }

    private static TlsTermination termination(String certificate, String key, String... authorities) {
        return new TlsTermination(
                "1.2", "1.3", certificate, key, List.of(authorities), Verification.REQUIRE_AND_VERIFY);
    }

    @Test
    void makes_an_authority_and_keeps_what_it_issues() throws Exception {
        TlsCredentials first = new CertificateFolder(folder()).find(OWN, NAMES);
        X509Certificate server = first.chain().getFirst();
        X509Certificate authority = first.chain().getLast();
        server.verify(authority.getPublicKey());
        assertThat(authority.getBasicConstraints()).isZero();
        assertThat(names(server)).containsExactly("pc.lan", "192.168.1.5");
        assertThat(KeyMatch.belongs(first.key(), server.getPublicKey())).isTrue();
        assertThat(Pem.certificates(Files.readString(folder().resolve("authority.pem"))))
                .containsExactly(authority);

        TlsCredentials afterRestart = new CertificateFolder(folder()).find(OWN, NAMES);
        assertThat(afterRestart.chain()).isEqualTo(first.chain());
        assertThat(afterRestart.key()).isEqualTo(first.key());
    }

    @Test
    void keeps_keys_from_others() throws Exception {
        assertThat(new CertificateFolder(folder()).find(OWN, NAMES).chain()).hasSize(2);
        for (String name : List.of("authority-key.pem", "pc.lan_192.168.1.5.pem")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder().resolve(name))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void a_loopback_has_all_its_names() throws Exception {
        X509Certificate server = new CertificateFolder(folder())
                .find(OWN, List.of("localhost", "127.0.0.1"))
                .chain()
                .getFirst();
        assertThat(names(server)).containsExactly("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
    }

    @Test
    void renews_a_certificate_before_it_ends() throws Exception {
        Instant now = Instant.now();
        TlsCredentials old = new CertificateFolder(folder(), at(now)).find(OWN, NAMES);
        var folder = new CertificateFolder(folder(), at(now.plus(Duration.ofDays(366))));
        assertThat(folder.find(OWN, NAMES).chain()).isEqualTo(old.chain());
        var later = new CertificateFolder(folder(), at(now.plus(Duration.ofDays(368))));
        TlsCredentials renewed = later.find(OWN, NAMES);
        assertThat(renewed.chain().getFirst()).isNotEqualTo(old.chain().getFirst());
        assertThat(renewed.chain().getLast()).isEqualTo(old.chain().getLast());
    }

    @Test
    void gives_the_same_object_until_a_file_changes() throws Exception {
        Path certificate = root.resolve("server.pem");
        Path key = root.resolve("server.key");
        write(bundle("one"), certificate, key);
        var folder = new CertificateFolder(folder());
        TlsTermination named = termination(certificate.toString(), key.toString());
        TlsCredentials first = folder.find(named, NAMES);
        assertThat(folder.find(named, List.of("other"))).isSameAs(first);

        write(bundle("two"), certificate, key);
        Files.setLastModifiedTime(certificate, FileTime.from(Instant.now().plusSeconds(5)));
        assertThat(folder.find(named, NAMES).chain().getFirst().getSubjectX500Principal())
                .hasToString("CN=two");
    }

    @Test
    void reads_text_and_the_forms_that_openssl_writes() throws Exception {
        X509Bundle bundle = bundle("text");
        var folder = new CertificateFolder(folder());
        TlsTermination text =
                termination(bundle.getCertificatePathPEM(), bundle.getPrivateKeyPEM(), bundle.getCertificatePathPEM());
        assertThat(folder.find(text, NAMES).clientAuthorities()).containsExactly(bundle.getCertificate());
        // openssl ec -no_public: the key without its public half
        assertThat(Pem.privateKey(OPENSSL_EC).getAlgorithm()).isIn("EC", "ECDSA");
    }

    @Test
    void says_which_field_is_wrong_and_what_to_do() throws Exception {
        X509Bundle one = bundle("one");
        String pem = one.getCertificatePathPEM();
        String key = one.getPrivateKeyPEM();
        Path binary = root.resolve("der.crt");
        Files.write(binary, new byte[] {0x30, (byte) 0x82, (byte) 0xff});
        Path locked = root.resolve("locked.key");
        Files.writeString(locked, LOCKED);
        refuses(termination("/nowhere", key), "server_certificate '/nowhere' does not exist.");
        refuses(
                termination("server.pem", key),
                "server_certificate 'server.pem' is neither PEM text nor the path of a file from the root on.");
        refuses(
                termination(binary.toString(), key),
                "server_certificate '" + binary + "' is not a text; convert it to PEM.");
        refuses(termination(key, key), "server_certificate has no certificate in it (BEGIN CERTIFICATE).");
        refuses(termination(pem, pem), "server_private_key has no private key in it (BEGIN PRIVATE KEY).");
        refuses(
                termination(pem, locked.toString()),
                "server_private_key '" + locked
                        + "' is protected by a passphrase; give it without one (openssl pkey -in FILE).");
        refuses(
                termination(pem, bundle("two").getPrivateKeyPEM()),
                "server_private_key is not the key of the first certificate in server_certificate.");
        refuses(
                termination("", "", "ca_2abc"),
                "mutual_tls_certificate_authorities 'ca_2abc' is the id of an object at ngrok;"
                        + " give PEM text or the path of a file.");
        assertThatThrownBy(() -> new CertificateFolder(folder())
                        .find(
                                termination("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", key),
                                NAMES))
                .isInstanceOf(TlsCredentialException.class)
                .hasMessageStartingWith("server_certificate is damaged: ");
    }

    private void refuses(TlsTermination termination, String message) {
        assertThatThrownBy(() -> new CertificateFolder(folder()).find(termination, NAMES))
                .isInstanceOf(TlsCredentialException.class)
                .hasMessage(message);
    }

    private static Clock at(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    private static X509Bundle bundle(String name) throws Exception {
        return new CertificateBuilder()
                .subject("CN=" + name)
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
    }

    private static void write(X509Bundle bundle, Path certificate, Path key) throws Exception {
        Files.writeString(certificate, bundle.getCertificatePathPEM());
        Files.writeString(key, bundle.getPrivateKeyPEM());
    }

    private static List<Object> names(X509Certificate certificate) throws Exception {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        return names.stream().<Object>map(n -> n.get(1)).toList();
    }
}
