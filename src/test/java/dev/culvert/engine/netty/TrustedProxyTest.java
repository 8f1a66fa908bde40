package dev.culvert.engine.netty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.engine.ServedEndpoint;
import dev.culvert.engine.netty.tls.TlsServer;
import dev.culvert.gateway.certificate.CertificateFolder;
import dev.culvert.model.CloseReason;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.HealthCheck;
import dev.culvert.model.ProxyProtocol;
import dev.culvert.model.UpstreamTls;
import dev.culvert.policy.cidr.Cidr;
import dev.culvert.policy.cidr.CidrSet;
import dev.culvert.policy.run.TlsTermination;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Clients behind proxies that say who they are. */
@ExtendWith(LeakGuard.class)
class TrustedProxyTest {

    @TempDir
    Path folder;

    private static final String ONLY_DOCUMENTATION_NET =
            "on_tcp_connect: [{actions: [{type: restrict-ips, config: {allow: [203.0.113.0/24]}}]}]";

    private static ServedEndpoint behind(String proxies, PeerServer upstream, String policy, ProxyProtocol onward) {
        ServedEndpoint plain = Policed.open(upstream.port()).by(policy);
        return new ServedEndpoint(
                plain.id(),
                plain.name(),
                plain.url(),
                plain.bind(),
                0,
                plain.upstream(),
                onward,
                plain.limits(),
                plain.policy(),
                UpstreamTls.DEFAULT,
                CidrSet.of(List.of(Cidr.parse(proxies))),
                false,
                HealthCheck.OFF);
    }

    private static ServedEndpoint behindLoopback(PeerServer upstream, String policy) {
        return behind("127.0.0.0/8", upstream, policy, ProxyProtocol.NONE);
    }

    /** Version 2 from 203.0.113.9:4711, with an unknown TLV. */
    private static byte[] binary(int command, int family) throws IOException {
        var header = new ByteArrayOutputStream();
        header.write("\r\n\r\n\0\r\nQUIT\n".getBytes(ISO_8859_1));
        header.write(0x20 | command);
        header.write(family);
        header.write(new byte[] {0, 12 + 5});
        header.write(new byte[] {(byte) 203, 0, 113, 9, 10, 0, 0, 1, 0x12, 0x67, 0x15, 0x38});
        header.write(new byte[] {(byte) 0xe0, 0, 2, 1, 2});
        return header.toByteArray();
    }

    @OnEachRelay
    void theFirstVersionTellsTheClientToPolicyTableAndHistory(RelayMode mode) throws IOException {
        try (var upstream = PeerServer.echo();
                var rig = new Rig(mode).listen(behindLoopback(upstream, ONLY_DOCUMENTATION_NET))) {
            try (Peer client = rig.connect()) {
                client.send("PROXY TCP4 203.0.113.9 10.0.0.1 4711 5432\r\nhello")
                        .expect("hello");
                assertThat(rig.onlyConnection().client()).isEqualTo(new InetSocketAddress("203.0.113.9", 4711));
                client.finish().expectEnd();
            }
            ClosedConnection end = rig.expectClosed(CloseReason.CLIENT_CLOSED);
            assertThat(end.client()).isEqualTo(new InetSocketAddress("203.0.113.9", 4711));
            assertThat(end.bytesIn()).isEqualTo(5);
            assertThat(end.decision().network()).isEqualTo("203.0.113.0/24");
        }
    }

    @OnEachRelay
    void theSecondVersionTells(RelayMode mode) throws IOException {
        try (var upstream = PeerServer.echo();
                var rig = new Rig(mode).listen(behindLoopback(upstream, ONLY_DOCUMENTATION_NET))) {
            try (Peer client = rig.connect()) {
                client.send(binary(1, 0x11))
                        .send("hello")
                        .expect("hello")
                        .finish()
                        .expectEnd();
            }
            assertThat(rig.expectClosed(CloseReason.CLIENT_CLOSED).client())
                    .isEqualTo(new InetSocketAddress("203.0.113.9", 4711));
        }
    }

    @OnEachRelay
    void aHeaderThatComesByteByByteIsReadAndServersMaySpeakFirst(RelayMode mode) throws IOException {
        try (var upstream =
                        new PeerServer().serve(peer -> peer.send("220 hello").expectEnd());
                var rig = new Rig(mode).listen(behindLoopback(upstream, ""));
                Peer client = rig.connect()) {
            for (byte next : "PROXY TCP6 2001:db8::7 ::1 4711 25\r\n".getBytes(ISO_8859_1)) {
                client.send(new byte[] {next});
            }
            client.expect("220 hello").finish().expectEnd();
            assertThat(rig.expectClosed(CloseReason.CLIENT_CLOSED).client())
                    .isEqualTo(new InetSocketAddress("2001:db8::7", 4711));
        }
    }

    @OnEachRelay
    void tlsBeginsBehindTheHeader(RelayMode mode) throws Exception {
        var certificates = new CertificateFolder(folder);
        var tls = new TlsServer(certificates, Thread::startVirtualThread);
        String policy = "on_tcp_connect: [{actions: [{type: terminate-tls, config: {}}]}]";
        try (var upstream = PeerServer.echo();
                var rig = new Rig(mode, tls).listen(behindLoopback(upstream, policy))) {
            var own = new TlsTermination("1.2", "1.3", "", "", List.of(), TlsTermination.Verification.REQUEST);
            assertThat(certificates.find(own, List.of("localhost")).chain()).isNotEmpty();
            TlsPeer peer = TlsPeer.trusting(folder.resolve("authority.pem"), null);
            try (Peer client = peer.connect(
                    rig.addresses().getFirst(), "localhost", "PROXY TCP4 203.0.113.9 10.0.0.1 4711 5432\r\n")) {
                client.send("hello").expect("hello").finish().expectEnd();
            }
            assertThat(rig.expectClosed(CloseReason.CLIENT_CLOSED).client().getPort())
                    .isEqualTo(4711);
        }
    }

    @OnEachRelay
    void thePolicyRefusesTheRealClient(RelayMode mode) throws IOException {
        try (var upstream = PeerServer.echo();
                var rig = new Rig(mode).listen(behindLoopback(upstream, ONLY_DOCUMENTATION_NET));
                Peer client = rig.connect()) {
            client.send("PROXY TCP4 198.51.100.1 10.0.0.1 4711 5432\r\nhello").expectEnd();
            assertThat(rig.expectClosed(CloseReason.DENIED).client())
                    .isEqualTo(new InetSocketAddress("198.51.100.1", 4711));
        }
    }

    @OnEachRelay
    void theRealClientIsToldToTheUpstream(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer();
                var rig = new Rig(mode).listen(behind("127.0.0.1", upstream, "", ProxyProtocol.V1));
                Peer client = rig.connect()) {
            client.send("PROXY TCP4 203.0.113.9 10.0.0.1 4711 5432\r\n");
            try (Peer server = upstream.accept()) {
                server.expect("PROXY TCP4 203.0.113.9 127.0.0.1 4711 " + rig.port() + "\r\n");
            }
        }
    }

    @OnEachRelay
    void aProxyMaySpeakForItself(RelayMode mode) throws IOException {
        for (byte[] header :
                List.of(binary(0, 0), binary(0, 0x11), binary(1, 0), "PROXY UNKNOWN\r\n".getBytes(ISO_8859_1))) {
            try (var upstream = PeerServer.echo();
                    var rig = new Rig(mode).listen(behindLoopback(upstream, ""));
                    Peer client = rig.connect()) {
                client.send(header).send("x").expect("x").finish().expectEnd();
                assertThat(rig.expectClosed(CloseReason.CLIENT_CLOSED).client()).isEqualTo(client.local());
            }
        }
    }

    @OnEachRelay
    void aWrongHeaderIsAnErrorOfTheProtocol(RelayMode mode) throws IOException {
        for (String wrong : List.of(
                "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
                "PROXY TCP4 203.0.113.9 10.0.0.1 70000 5432\r\n",
                "PROXY TCP4 2001:db8::7 10.0.0.1 1 2\r\n",
                "\r\n\r\n\0\r\nQUIT\n1\021\0\f0123456789ab",
                "x".repeat(200))) {
            try (var upstream = PeerServer.echo();
                    var rig = new Rig(mode).listen(behindLoopback(upstream, ""));
                    Peer client = rig.connect()) {
                client.send(wrong.getBytes(ISO_8859_1)).expectEnd();
                assertThat(rig.expectClosed(CloseReason.PROTOCOL_ERROR).error())
                        .as(wrong)
                        .startsWith("The proxy's PROXY header is wrong: ")
                        .doesNotContain("io.netty");
            }
        }
    }

    @OnEachRelay
    void aProxyThatLeavesBeforeItsHeader(RelayMode mode) throws IOException {
        try (var upstream = PeerServer.echo();
                var rig = new Rig(mode).listen(behindLoopback(upstream, ""));
                Peer client = rig.connect()) {
            client.send("PROXY TC").finish().expectEnd();
            assertThat(rig.expectClosed(CloseReason.PROTOCOL_ERROR).error())
                    .isEqualTo("The proxy ended the connection before its PROXY header was whole.");
        }
    }

    @OnEachRelay
    void nobodyWaitsForEverForAHeader(RelayMode mode) throws IOException {
        try (var upstream = PeerServer.echo();
                var rig = new Rig(mode).listen(behindLoopback(upstream, ""));
                Peer client = rig.connect()) {
            client.send("PROXY").expectEnd();
            ClosedConnection end = rig.expectClosed(CloseReason.PROTOCOL_ERROR);
            assertThat(end.error()).isEqualTo("The proxy sent no whole PROXY header within 3 s.");
            assertThat(end.duration()).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(8));
        }
    }

    @OnEachRelay
    void nobodyElseIsBelieved(RelayMode mode) throws IOException {
        String claim = "PROXY TCP4 203.0.113.9 10.0.0.1 4711 5432\r\n";
        try (var upstream = PeerServer.echo();
                var rig = new Rig(mode).listen(behind("192.0.2.0/24", upstream, "", ProxyProtocol.NONE));
                Peer client = rig.connect()) {
            client.send(claim).expect(claim).finish().expectEnd();
            assertThat(rig.expectClosed(CloseReason.CLIENT_CLOSED).client()).isEqualTo(client.local());
        }
    }
}
