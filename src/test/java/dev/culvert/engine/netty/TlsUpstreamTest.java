package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.engine.ServedEndpoint;
import dev.culvert.model.CloseReason;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.HealthCheck;
import dev.culvert.model.HostPort;
import dev.culvert.model.Limits;
import dev.culvert.model.ProxyProtocol;
import dev.culvert.model.Upstream;
import dev.culvert.model.UpstreamTls;
import dev.culvert.policy.cidr.CidrSet;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** Upstreams to which Culvert speaks TLS. */
@ExtendWith(LeakGuard.class)
class TlsUpstreamTest {

    private static X509Bundle authority;
    private static SSLContext server;

    @BeforeAll
    static void certificates() throws Exception {
        authority = new CertificateBuilder()
                .subject("CN=an authority")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        X509Bundle certificate = new CertificateBuilder()
                .subject("CN=upstream")
                .addSanDnsName(Rig.NAMED)
                .buildIssuedBy(authority);
        server = SSLContext.getInstance("TLS");
        server.init(certificate.toKeyManagerFactory().getKeyManagers(), null, null);
    }

    private static UpstreamTls trusting() {
        return new UpstreamTls(true, authority.getCertificatePEM());
    }

    private static final UpstreamTls BLIND = new UpstreamTls(false, "");

    private static ServedEndpoint to(String host, int port, UpstreamTls tls, ProxyProtocol proxy, Limits limits) {
        ServedEndpoint plain = Rig.endpoint(new Upstream.Tls(new HostPort(host, port)), limits);
        return new ServedEndpoint(
                plain.id(),
                plain.name(),
                plain.url(),
                plain.bind(),
                0,
                plain.upstream(),
                proxy,
                limits,
                plain.policy(),
                tls,
                CidrSet.EMPTY,
                false,
                HealthCheck.OFF);
    }

    private static ServedEndpoint to(SecureServer upstream, UpstreamTls tls) {
        return to(Rig.NAMED, upstream.port(), tls, ProxyProtocol.NONE, Rig.NONE);
    }

    @OnEachRelay
    void speaksTlsInTheUpstreamsNameAndPassesTheHalfCloseOn(RelayMode mode) throws IOException {
        try (var upstream = new SecureServer(server, "TLSv1.3");
                var rig = new Rig(mode).listen(to(upstream, trusting()))) {
            try (Peer client = rig.connect()) {
                client.send("hello").expect("hello").finish().expectEnd();
            }
            ClosedConnection end = rig.expectClosed(CloseReason.CLIENT_CLOSED);
            assertThat(end.bytesIn()).isEqualTo(5);
            assertThat(end.bytesOut()).isEqualTo(5);
            assertThat(end.upstream()).hasToString("tls://" + Rig.NAMED + ":" + upstream.port());
            assertThat(upstream.names).containsExactly(Rig.NAMED);
        }
    }

    @OnEachRelay
    void theLastWordOfTlsStandsBeforeTheHalfClose(RelayMode mode) throws IOException {
        var said = new ByteArrayOutputStream();
        try (var upstream = new SecureServer(server, "TLSv1.2");
                var wire = new PeerServer();
                var rig = new Rig(mode).listen(to(Rig.NAMED, wire.port(), trusting(), ProxyProtocol.NONE, Rig.NONE))) {
            wire.serve(peer -> {
                try (Peer server = Peer.connect(upstream.port())) {
                    Thread.startVirtualThread(() -> pass(server, peer, OutputStream.nullOutputStream()));
                    pass(peer, server, said);
                    server.expectEnd();
                }
            });
            try (Peer client = rig.connect()) {
                client.send("hello").expect("hello").finish().expectEnd();
            }
            rig.expectClosed(CloseReason.CLIENT_CLOSED);
        }
        byte[] records = said.toByteArray();
        int last = -1;
        for (int at = 0; at < records.length; at += 5 + (records[at + 3] & 0xff) * 256 + (records[at + 4] & 0xff)) {
            last = records[at];
        }
        assertThat(last)
                .as("an alert, of which close_notify is the only one here")
                .isEqualTo(21);
    }

    /** Passes on what one says, to its end, and keeps a copy. */
    private static void pass(Peer from, Peer to, OutputStream copy) {
        try {
            byte[] bytes = new byte[10_000];
            for (int got = from.socket().getInputStream().read(bytes); got > 0; ) {
                copy.write(bytes, 0, got);
                to.send(Arrays.copyOf(bytes, got));
                got = from.socket().getInputStream().read(bytes);
            }
            to.finish();
        } catch (IOException e) {
            // the other direction tells
        }
    }

    @OnEachRelay
    void speaksTheOlderVersionToo(RelayMode mode) throws IOException {
        try (var upstream = new SecureServer(server, "TLSv1.2");
                var rig = new Rig(mode).listen(to(upstream, trusting()))) {
            try (Peer client = rig.connect()) {
                client.send("hello").expect("hello");
            }
            rig.expectClosed(CloseReason.CLIENT_CLOSED);
        }
    }

    @OnEachRelay
    void carriesMuchBothWaysAtOnce(RelayMode mode) throws IOException {
        byte[] much = new byte[8 << 20];
        new Random(1).nextBytes(much);
        try (var upstream = new SecureServer(server, "TLSv1.3");
                var rig = new Rig(mode).listen(to(upstream, trusting()))) {
            try (Peer client = rig.connect()) {
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
    void aCertificateThatNobodyVouchesForIsRefused(RelayMode mode) throws IOException {
        try (var upstream = new SecureServer(server, "TLSv1.3");
                var rig = new Rig(mode).listen(to(upstream, UpstreamTls.DEFAULT))) {
            assertThat(refused(rig).error())
                    .startsWith("The upstream's certificate is refused: ")
                    .contains("certification path");
        }
    }

    @OnEachRelay
    void aCertificateOfAnotherNameIsRefused(RelayMode mode) throws IOException {
        try (var upstream = new SecureServer(server, "TLSv1.3");
                var rig = new Rig(mode)
                        .listen(to("localhost", upstream.port(), trusting(), ProxyProtocol.NONE, Rig.NONE))) {
            assertThat(refused(rig).error())
                    .isEqualTo("The upstream's certificate is refused: "
                            + "No subject alternative DNS name matching localhost found.");
        }
    }

    @OnEachRelay
    void withoutVerificationEveryCertificateWillDo(RelayMode mode) throws IOException {
        try (var upstream = new SecureServer(server, "TLSv1.3");
                var rig = new Rig(mode).listen(to("localhost", upstream.port(), BLIND, ProxyProtocol.NONE, Rig.NONE))) {
            try (Peer client = rig.connect()) {
                client.send("hello").expect("hello");
            }
            rig.expectClosed(CloseReason.CLIENT_CLOSED);
        }
    }

    @OnEachRelay
    void anUpstreamThatDoesNotSpeakTls(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer()
                        .serve(peer -> peer.send("220 mail.example ESMTP\r\n").receive(100_000));
                var rig = new Rig(mode).listen(to("localhost", upstream.port(), BLIND, ProxyProtocol.NONE, Rig.NONE))) {
            assertThat(refused(rig).error()).isEqualTo("The upstream does not speak TLS.");
        }
    }

    @OnEachRelay
    void anUpstreamThatHangsUpDuringTheHandshake(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer().serve(peer -> peer.receive(1));
                var rig = new Rig(mode).listen(to("localhost", upstream.port(), BLIND, ProxyProtocol.NONE, Rig.NONE))) {
            assertThat(refused(rig).error()).isNotBlank();
        }
    }

    @OnEachRelay
    void anAuthorityThatCannotBeReadIsNamed(RelayMode mode) throws IOException {
        try (var upstream = new SecureServer(server, "TLSv1.3");
                var rig = new Rig(mode).listen(to(upstream, new UpstreamTls(true, "/nowhere/ca.pem")))) {
            assertThat(refused(rig).error()).isEqualTo("upstream_tls_ca '/nowhere/ca.pem' does not exist.");
        }
    }

    @OnEachRelay
    void theConnectTimeOutCoversTheHandshake(RelayMode mode) throws IOException {
        Limits brief = Rig.connectWithin(Duration.ofMillis(400));
        try (var upstream = new PeerServer().serve(peer -> peer.receive(100_000));
                var rig = new Rig(mode).listen(to("localhost", upstream.port(), BLIND, ProxyProtocol.NONE, brief))) {
            try (Peer client = rig.connect()) {
                client.expectEnd();
            }
            ClosedConnection end = rig.expectClosed(CloseReason.UPSTREAM_TIMEOUT);
            assertThat(end.error()).isEqualTo("No TLS handshake in 400 ms");
            assertThat(end.duration()).isBetween(Duration.ofMillis(400), Duration.ofSeconds(3));
        }
    }

    @OnEachRelay
    void aClientThatLeavesDuringTheHandshakeLeavesNothingBehind(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer();
                var rig = new Rig(mode).listen(to("localhost", upstream.port(), BLIND, ProxyProtocol.NONE, Rig.NONE))) {
            Peer client = rig.connect();
            try (Peer server = upstream.accept()) {
                assertThat(server.receive(3)).startsWith(22);
                client.reset();
                rig.expectClosed(CloseReason.CLIENT_RESET);
                server.socket().getInputStream().skip(100_000);
            }
        }
    }

    @OnEachRelay
    void aResetOfTheUpstreamsIsPassedOn(RelayMode mode) throws IOException {
        try (var upstream = new SecureServer(server, "TLSv1.3").resettingAfter(5);
                var rig = new Rig(mode).listen(to(upstream, trusting()));
                Peer client = rig.connect()) {
            client.send("hello");
            client.expectReset();
            rig.expectClosed(CloseReason.UPSTREAM_RESET);
        }
    }

    @OnEachRelay
    void aResetOfTheClientsIsPassedOn(RelayMode mode) throws IOException {
        try (var upstream = new SecureServer(server, "TLSv1.3");
                var rig = new Rig(mode).listen(to(upstream, trusting()))) {
            Peer client = rig.connect();
            client.send("hello").expect("hello").reset();
            rig.expectClosed(CloseReason.CLIENT_RESET);
            await().until(() -> !upstream.problems.isEmpty());
            assertThat(upstream.problems.getFirst()).hasMessageContaining("reset");
        }
    }

    @OnEachRelay
    void anIdleUpstreamEndsTheConnection(RelayMode mode) throws IOException {
        var limits = new Limits(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1), Duration.ZERO, 0);
        try (var upstream = new SecureServer(server, "TLSv1.3");
                var rig = new Rig(mode).listen(to(Rig.NAMED, upstream.port(), trusting(), ProxyProtocol.NONE, limits));
                Peer client = rig.connect()) {
            client.send("hello").expect("hello").expectEnd();
            rig.expectClosed(CloseReason.SERVER_IDLE);
        }
    }

    @OnEachRelay
    void anotherIsTriedWhenTheHandshakeFails(RelayMode mode) throws IOException {
        String either = "on_tcp_connect: [{actions: [{type: forward-internal, config: {url: 'tcp://a.internal:5432',"
                + " on_error: continue}}, {type: forward-internal, config: {url: 'tcp://b.internal:5432'}}]}]";
        try (var secure = new SecureServer(server, "TLSv1.3");
                var plain = PeerServer.echo();
                var rig = new Rig(mode).listen(Policed.open(0).by(either))) {
            Policed first = Policed.internal("a", 1);
            var distrusted = new Upstream.Tls(new HostPort("localhost", secure.port()));
            rig.start(new Policed(first.id(), first.url(), distrusted, first.state(), first.limits()).by(""));
            rig.start(Policed.internal("b", plain.port()).by(""));
            try (Peer client = rig.connect()) {
                client.send("early").expect("early").finish().expectEnd();
            }
            assertThat(rig.expectClosed(CloseReason.CLIENT_CLOSED).bytesIn()).isEqualTo(5);
        }
    }

    @OnEachRelay
    void theProxyHeaderStandsInFrontOfTls(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer();
                var rig = new Rig(mode).listen(to("localhost", upstream.port(), BLIND, ProxyProtocol.V1, Rig.NONE));
                Peer client = rig.connect();
                Peer server = upstream.accept()) {
            server.expect("PROXY TCP4 127.0.0.1 127.0.0.1 " + client.local().getPort() + " " + rig.port() + "\r\n");
            assertThat(server.receive(1)).as("a handshake record").containsExactly(22);
        }
    }

    private static ClosedConnection refused(Rig rig) throws IOException {
        try (Peer client = rig.connect()) {
            client.expectEnd();
        }
        return rig.expectClosed(CloseReason.TLS_FAILED);
    }
}
