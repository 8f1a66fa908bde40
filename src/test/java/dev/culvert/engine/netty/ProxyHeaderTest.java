package dev.culvert.engine.netty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.engine.ServedEndpoint;
import dev.culvert.model.CloseReason;
import dev.culvert.model.ProxyProtocol;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class ProxyHeaderTest {

    @OnEachRelay
    void firstVersion(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer();
                var rig = listening(mode, upstream, ProxyProtocol.V1, "127.0.0.1");
                Peer client = rig.connect();
                Peer server = upstream.accept()) {
            client.send("hello");
            server.expect(
                    "PROXY TCP4 127.0.0.1 127.0.0.1 " + client.local().getPort() + " " + rig.port() + "\r\nhello");
            client.finish();
            server.expectEnd();
            server.finish();
            client.expectEnd();
            assertThat(rig.expectClosed(CloseReason.CLIENT_CLOSED).bytesIn()).isEqualTo(5);
        }
    }

    @OnEachRelay
    void firstVersionOverIpv6WithoutAWordOfTheClient(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer();
                var rig = listening(mode, upstream, ProxyProtocol.V1, "::1");
                Peer client = rig.connect();
                Peer server = upstream.accept()) {
            server.expect("PROXY TCP6 ::1 ::1 " + client.local().getPort() + " " + rig.port() + "\r\n");
        }
    }

    @OnEachRelay
    void secondVersion(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer();
                var rig = listening(mode, upstream, ProxyProtocol.V2, "127.0.0.1");
                Peer client = rig.connect();
                Peer server = upstream.accept()) {
            client.send("hello");
            ByteBuffer header = ByteBuffer.wrap(server.receive(28));
            byte[] signature = new byte[12];
            header.get(signature);
            assertThat(signature).isEqualTo("\r\n\r\n\0\r\nQUIT\n".getBytes(ISO_8859_1));
            assertThat(header.getShort()).as("version, PROXY, TCP over IPv4").isEqualTo((short) 0x2111);
            assertThat(header.getShort()).as("length").isEqualTo((short) 12);
            assertThat(header.getInt()).isEqualTo(0x7f000001);
            assertThat(header.getInt()).isEqualTo(0x7f000001);
            assertThat(header.getShort() & 0xffff).isEqualTo(client.local().getPort());
            assertThat(header.getShort() & 0xffff).isEqualTo(rig.port());
            server.expect("hello");
        }
    }

    @OnEachRelay
    void itGoesBeforeWhatTheClientSaidWhileTheUpstreamWasDialled(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer();
                var resolver = new HeldExecutor();
                var rig = new Rig(mode, resolver)) {
            rig.listen(with(ProxyProtocol.V1, HeldExecutor.endpoint(upstream), "127.0.0.1"));
            try (Peer client = rig.connect()) {
                client.send("hello");
                rig.awaitEarly(5);
                resolver.release();
                try (Peer server = upstream.accept()) {
                    server.expect("PROXY TCP4 127.0.0.1 127.0.0.1 "
                            + client.local().getPort() + " " + rig.port() + "\r\nhello");
                    client.send(", again");
                    server.expect(", again");
                }
            }
        }
    }

    private static Rig listening(RelayMode mode, PeerServer upstream, ProxyProtocol version, String address) {
        return new Rig(mode).listen(with(version, Rig.endpoint(upstream.port()), address));
    }

    private static ServedEndpoint with(ProxyProtocol version, ServedEndpoint plain, String address) {
        return new ServedEndpoint(
                plain.id(),
                plain.name(),
                plain.url(),
                List.of(InetAddress.ofLiteral(address)),
                0,
                plain.upstream(),
                version,
                plain.limits(),
                plain.policy());
    }
}
