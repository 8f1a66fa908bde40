package dev.culvert.engine.netty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.culvert.engine.TlsCredentialException;
import dev.culvert.engine.netty.tls.TlsServer;
import dev.culvert.gateway.certificate.CertificateFolder;
import dev.culvert.model.CloseReason;
import dev.culvert.model.ClosedConnection;
import dev.culvert.policy.run.TlsTermination;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** TLS that ends at the endpoint. */
@ExtendWith(LeakGuard.class)
class TlsTest {

    private static final String PLAIN_TLS = policy("{}");

    @TempDir
    Path folder;

    private Rig rig(RelayMode mode) {
        return new Rig(
                mode,
                new TlsServer(
                        new CertificateFolder(folder),
                        Thread::startVirtualThread,
                        Duration.ofMillis(400),
                        Duration.ofSeconds(20)));
    }

    private static String policy(String config, String... then) {
        return "on_tcp_connect: [{actions: [{type: terminate-tls, config: " + config + "}"
                + (then.length == 0 ? "" : ", " + String.join(", ", then)) + "]}]";
    }

    private Path authority() {
        if (Files.notExists(folder.resolve("authority.pem"))) {
            var own = new TlsTermination("1.2", "1.3", "", "", List.of(), TlsTermination.Verification.REQUEST);
            try {
                new CertificateFolder(folder).find(own, List.of());
            } catch (TlsCredentialException e) {
                throw new AssertionError(e);
            }
        }
        return folder.resolve("authority.pem");
    }

    /** The beginning of a handshake that OpenSSL sends for TLS 1.2 with one suite. */
    private static final byte[] HELLO = hello();

    private static byte[] hello() {
        var body = new byte[2 + 32 + 1 + 2 + 2 + 2];
        body[0] = 3;
        body[1] = 3;
        body[36] = 2;
        body[37] = (byte) 0xc0;
        body[38] = 0x2b;
        body[35] = 0;
        byte[] message = new byte[5 + 4 + 41];
        byte[] head = {22, 3, 1, 0, 45, 1, 0, 0, 41};
        System.arraycopy(head, 0, message, 0, head.length);
        System.arraycopy(body, 0, message, head.length, body.length);
        message[head.length + 39] = 1;
        return message;
    }

    @OnEachRelay
    void forwardsWhatWasInside(RelayMode mode) throws IOException {
        try (var upstream = PeerServer.echo();
                var rig = rig(mode).listen(Policed.open(upstream.port()).by(PLAIN_TLS))) {
            try (Peer client =
                    TlsPeer.trusting(authority(), null).connect(rig.addresses().getFirst(), "localhost")) {
                client.send("hello").expect("hello").finish().expectEnd();
            }
            ClosedConnection end = rig.expectClosed(CloseReason.CLIENT_CLOSED);
            assertThat(end.bytesIn()).isEqualTo(5);
            assertThat(end.bytesOut()).isEqualTo(5);
        }
    }

    @OnEachRelay
    void carriesMuchBothWaysAtOnce(RelayMode mode) throws IOException {
        byte[] much = new byte[8 << 20];
        new Random(1).nextBytes(much);
        try (var upstream = PeerServer.echo();
                var rig = rig(mode).listen(Policed.open(upstream.port()).by(PLAIN_TLS))) {
            try (Peer client =
                    TlsPeer.trusting(authority(), null).connect(rig.addresses().getFirst(), "localhost")) {
                CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
                    try {
                        client.send(much).finish();
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                });
                assertThat(Arrays.equals(client.receive(much.length), much)).isTrue();
                client.expectEnd();
                sent.join();
            }
            assertThat(rig.expectClosed(CloseReason.CLIENT_CLOSED).bytesOut()).isEqualTo(much.length);
        }
    }

    @OnEachRelay
    void aPolicyKnowsTheSession(RelayMode mode) throws IOException {
        String log = "{type: log, config: {metadata: {v: '${conn.tls.version}', sni: '${conn.tls.sni}',"
                + " alpn: '${conn.tls.negotiated_alpn}', ja4: '${conn.tls.ja4_fingerprint}',"
                + " again: '${conn.tls.session_resumed}', server: '${conn.tls.server.subject.common_name}'}}}";
        try (var upstream = PeerServer.echo();
                var rig = rig(mode).listen(Policed.open(upstream.port()).by(policy("{}", log)))) {
            TlsPeer peer = TlsPeer.trusting(authority(), null).offering("postgresql");
            for (int i = 0; i < 2; i++) {
                try (Peer client = peer.connect(rig.addresses().getFirst(), "localhost")) {
                    client.send("x").expect("x").finish().expectEnd();
                }
            }
            await().until(() -> rig.closed.size() == 2);
            assertThat(rig.closed)
                    .extracting(c -> c.decision().logs().getFirst())
                    .allMatch(l -> l.contains("\"v\":\"1.3\"")
                            && l.contains("\"sni\":\"localhost\"")
                            && l.contains("\"alpn\":\"postgresql\"")
                            && l.matches(".*\"ja4\":\"t13d\\d{4}pl_[0-9a-f]{12}_[0-9a-f]{12}\".*")
                            && l.contains("\"server\":\"localhost\""));
            assertThat(rig.closed)
                    .extracting(c -> c.decision().logs().getFirst().contains("\"again\":true"))
                    .containsExactly(false, true);
        }
    }

    @OnEachRelay
    void clientsWithCertificatesOfTheAuthorityComeIn(RelayMode mode) throws Exception {
        X509Bundle trusted = certificateAuthority("ours");
        X509Bundle foreign = certificateAuthority("ours");
        String mutual = policy(
                "{mutual_tls_certificate_authorities: [" + quoted(trusted.getCertificatePathPEM()) + "]}",
                "{type: set-vars, config: {vars: [{who: '${conn.tls.client.subject.common_name}'}]}}",
                "{type: log, config: {metadata: {who: '${vars.who}'}}}");
        try (var upstream = PeerServer.echo();
                var rig = rig(mode).listen(Policed.open(upstream.port()).by(mutual))) {
            try (Peer client = TlsPeer.trusting(authority(), client(trusted, "ann"))
                    .connect(rig.addresses().getFirst(), "localhost")) {
                client.send("in").expect("in").finish().expectEnd();
            }
            assertThat(rig.expectClosed(CloseReason.CLIENT_CLOSED).decision().logs())
                    .containsExactly("{\"who\":\"ann\"}");

            for (X509Bundle bad : new X509Bundle[] {client(foreign, "eve"), null}) {
                rig.closed.clear();
                assertThatThrownBy(() -> {
                            try (Peer client = TlsPeer.trusting(authority(), bad)
                                    .connect(rig.addresses().getFirst(), "localhost")) {
                                client.send("in").expectEnd(); // TLS 1.3 clients hear of a refusal with the first read
                            }
                        })
                        .isInstanceOf(IOException.class);
                ClosedConnection end = rig.expectClosed(CloseReason.TLS_FAILED);
                assertThat(end.error()).startsWith("The TLS handshake failed: ");
                assertThat(end.upstream()).isNull();
            }
        }
    }

    @OnEachRelay
    void aCertificateMayBeAskedForWithoutBeingVerified(RelayMode mode) throws Exception {
        X509Bundle own = client(certificateAuthority("anybody's"), "bob");
        String who = "{type: log, config: {metadata: {who: '${has(conn.tls.client.subject) ?"
                + " conn.tls.client.subject.common_name : \"nobody\"}'}}}";
        for (String strategy : new String[] {"require-any", "request"}) {
            String asked = policy("{mutual_tls_verification_strategy: " + strategy + "}", who);
            try (var upstream = PeerServer.echo();
                    var rig = rig(mode).listen(Policed.open(upstream.port()).by(asked))) {
                try (Peer client = TlsPeer.trusting(authority(), own)
                        .connect(rig.addresses().getFirst(), "localhost")) {
                    client.send("in").expect("in").finish().expectEnd();
                }
                assertThat(rig.expectClosed(CloseReason.CLIENT_CLOSED)
                                .decision()
                                .logs())
                        .containsExactly("{\"who\":\"bob\"}");
                rig.closed.clear();
                if (strategy.equals("request")) {
                    try (Peer client = TlsPeer.trusting(authority(), null)
                            .connect(rig.addresses().getFirst(), "localhost")) {
                        client.send("in").expect("in").finish().expectEnd();
                    }
                    assertThat(rig.expectClosed(CloseReason.CLIENT_CLOSED)
                                    .decision()
                                    .logs())
                            .containsExactly("{\"who\":\"nobody\"}");
                }
            }
        }
    }

    @OnEachRelay
    void anOldVersionIsRefused(RelayMode mode) throws IOException {
        try (var upstream = PeerServer.echo();
                var rig = rig(mode).listen(Policed.open(upstream.port()).by(policy("{min_version: '1.3'}")))) {
            TlsPeer old = TlsPeer.trusting(authority(), null).speaking("TLSv1.2");
            assertThatThrownBy(() -> old.connect(rig.addresses().getFirst(), "localhost"))
                    .isInstanceOf(IOException.class);
            assertThat(rig.expectClosed(CloseReason.TLS_FAILED).error()).contains("TLSv1.2");
        }
    }

    @OnEachRelay
    void whoDoesNotBeginWithTlsIsTurnedAway(RelayMode mode) throws IOException {
        try (var upstream = PeerServer.echo();
                var rig = rig(mode).listen(Policed.open(upstream.port()).by(PLAIN_TLS))) {
            try (Peer client = rig.connect()) {
                client.send("SSH-2.0-OpenSSH_9.2\r\n").expectEnd();
            }
            assertThat(rig.expectClosed(CloseReason.TLS_FAILED).error())
                    .isEqualTo("The client did not begin with TLS.");
            rig.closed.clear();
            try (Peer client = rig.connect()) {
                client.finish().expectEnd();
            }
            assertThat(rig.expectClosed(CloseReason.TLS_FAILED).error())
                    .isEqualTo("The client ended the connection before the TLS handshake was done.");
            rig.closed.clear();
            try (Peer client = rig.connect()) {
                client.expectEnd();
            }
            assertThat(rig.expectClosed(CloseReason.TLS_FAILED).error())
                    .isEqualTo("The client did not begin with TLS within 400 ms.");
            rig.closed.clear();
            try (Peer client = rig.connect()) {
                client.send(Arrays.copyOf(HELLO, 20));
                await().until(() -> rig.engine.connections().size() == 1);
                client.reset();
            }
            rig.expectClosed(CloseReason.CLIENT_RESET);
        }
    }

    @OnEachRelay
    void aCertificateThatIsNotThereIsNamed(RelayMode mode) throws IOException {
        String named = policy("{server_certificate: /nowhere/a.pem, server_private_key: /nowhere/b.pem}");
        try (var upstream = PeerServer.echo();
                var rig = rig(mode).listen(Policed.open(upstream.port()).by(named));
                Peer client = rig.connect()) {
            client.send(HELLO).expectEnd();
            assertThat(rig.expectClosed(CloseReason.TLS_FAILED).error())
                    .isEqualTo("server_certificate '/nowhere/a.pem' does not exist.");
        }
    }

    @OnEachRelay
    void theEndOfTheUpstreamIsSaidAndItsResetIsNot(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer();
                var rig = rig(mode).listen(Policed.open(upstream.port()).by(PLAIN_TLS))) {
            TlsPeer peer = TlsPeer.trusting(authority(), null);
            try (Peer client = peer.connect(rig.addresses().getFirst(), "localhost");
                    Peer server = upstream.accept()) {
                server.send("all").finish();
                client.expect("all").expectEnd();
                client.send("more").finish();
                server.expect("more").expectEnd();
            }
            rig.expectClosed(CloseReason.UPSTREAM_CLOSED);
            rig.closed.clear();
            try (Peer client = peer.connect(rig.addresses().getFirst(), "localhost");
                    Peer server = upstream.accept()) {
                server.send("part");
                client.expect("part");
                server.reset();
                assertThatThrownBy(client::expectEnd).isInstanceOf(IOException.class);
            }
            rig.expectClosed(CloseReason.UPSTREAM_RESET);
        }
    }

    @OnEachRelay
    void anInternalEndpointKnowsTheSession(RelayMode mode) throws IOException {
        String on = policy("{}", "{type: forward-internal, config: {url: 'tcp://db.internal:5432'}}");
        String there = "on_tcp_connect: [{expressions: ['conn.tls.sni != \"localhost\"'], actions: [{type: deny}]},"
                + " {actions: [{type: terminate-tls, config: {}}]}]";
        try (var upstream = PeerServer.echo();
                var rig = rig(mode).listen(Policed.open(0).by(on))) {
            rig.start(Policed.internal("db", upstream.port()).by(there));
            try (Peer client =
                    TlsPeer.trusting(authority(), null).connect(rig.addresses().getFirst(), "localhost")) {
                client.send("x").expect("x").finish().expectEnd();
            }
            rig.expectClosed(CloseReason.CLIENT_CLOSED);
        }
    }

    private static X509Bundle certificateAuthority(String name) throws Exception {
        return new CertificateBuilder()
                .subject("CN=" + name)
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
    }

    private static X509Bundle client(X509Bundle authority, String name) throws Exception {
        return new CertificateBuilder().subject("CN=" + name).buildIssuedBy(authority);
    }

    /** In YAML's double quotes, on one line. */
    private static String quoted(String text) {
        assertThat(UTF_8.newEncoder().canEncode(text)).isTrue();
        return "\"" + text.replace("\n", "\\n").replace("\r", "") + "\"";
    }
}
