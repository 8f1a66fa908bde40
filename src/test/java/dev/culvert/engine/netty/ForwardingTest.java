package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.engine.ConnectionListener;
import dev.culvert.engine.ListenResult;
import dev.culvert.engine.LiveConnection;
import dev.culvert.engine.ServedEndpoint;
import dev.culvert.engine.Traffic;
import dev.culvert.model.CloseReason;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.ConnectionState;
import dev.culvert.model.HostPort;
import dev.culvert.model.ProxyProtocol;
import dev.culvert.model.Upstream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class ForwardingTest {

    @OnEachRelay
    void echoesAndTellsOneWholeRecord(RelayMode mode) throws IOException {
        Instant before = Instant.now();
        try (var upstream = PeerServer.echo();
                var rig = Rig.to(mode, upstream)) {
            InetSocketAddress clientAddress;
            try (Peer client = rig.connect()) {
                client.send("hello").expect("hello").finish().expectEnd();
                clientAddress = client.local();
            }
            ClosedConnection end = rig.expectClosed(CloseReason.CLIENT_CLOSED);
            assertThat(end.client()).isEqualTo(clientAddress);
            assertThat(end.server()).isEqualTo(rig.addresses().getFirst());
            assertThat(end.upstream()).hasToString("127.0.0.1:" + upstream.port());
            assertThat(end.endpointName()).isEqualTo("test");
            assertThat(end.startedAt()).isBetween(before, Instant.now());
            assertThat(end.endedAt()).isAfterOrEqualTo(end.startedAt());
            assertThat(end.connectTime()).isPositive();
            assertThat(end.bytesIn()).isEqualTo(5);
            assertThat(end.bytesOut()).isEqualTo(5);
            assertThat(end.error()).isNull();
        }
    }

    @OnEachRelay
    void showsALiveConnection(RelayMode mode) throws IOException {
        try (var upstream = PeerServer.echo();
                var rig = Rig.to(mode, upstream);
                Peer client = rig.connect()) {
            client.send("hello").expect("hello");
            LiveConnection live = rig.onlyConnection();
            assertThat(live.state()).isEqualTo(ConnectionState.OPEN);
            assertThat(live.bytesIn()).isEqualTo(5);
            await().untilAsserted(() -> assertThat(live.bytesOut()).isEqualTo(5));
            assertThat(live.client()).isEqualTo(client.local());
            assertThat(live.endpoint()).isEqualTo(Rig.ID);
            assertThat(live.connectTime()).isPositive();
            assertThat(rig.engine.traffic(Rig.ID)).isEqualTo(new Traffic(1, 1, 5, 5));
            client.finish().expectEnd();
            rig.expectClosed(CloseReason.CLIENT_CLOSED);
            assertThat(live.state()).isEqualTo(ConnectionState.CLOSING);
            assertThat(live.bytesIn()).isEqualTo(5);
        }
    }

    @OnEachRelay
    void bindsBothFamiliesAtOnePickedPort(RelayMode mode) throws IOException {
        try (var upstream = PeerServer.echo();
                var rig = new Rig(mode)) {
            rig.listen(bound(upstream, "127.0.0.1", "::1"));
            assertThat(rig.addresses()).hasSize(2).allMatch(a -> a.getPort() == rig.port());
            for (InetSocketAddress address : rig.addresses()) {
                try (Peer client = Peer.connect(address)) {
                    client.send("hello").expect("hello");
                }
            }
        }
    }

    @OnEachRelay
    void takesIpv4ClientsOnTheIpv6Wildcard(RelayMode mode) throws IOException {
        try (var upstream = PeerServer.echo();
                var rig = new Rig(mode)) {
            rig.listen(bound(upstream, "::"));
            try (Peer client = Peer.connect(rig.port())) {
                client.send("hello").expect("hello");
                assertThat(rig.onlyConnection().client()).isEqualTo(client.local());
            }
        }
    }

    @OnEachRelay
    void findsAnUpstreamByNameAndTriesItsNextAddress(RelayMode mode) throws IOException {
        InetAddress[] addresses = {InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1")};
        try (var upstream = new PeerServer("::1", 0);
                var rig = new Rig(mode, Runnable::run, name -> addresses)) {
            rig.listen(Rig.endpoint(new Upstream.Tcp(new HostPort("db.example", upstream.port())), Rig.NONE));
            try (Peer client = rig.connect();
                    Peer server = upstream.accept()) {
                client.send("hello");
                server.expect("hello");
            }
        }
    }

    @OnEachRelay
    void carriesFiveHundredAtOnce(RelayMode mode) throws IOException {
        try (var upstream = PeerServer.echo();
                var rig = Rig.to(mode, upstream)) {
            List<Peer> clients = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                clients.add(rig.connect().send("client " + i));
            }
            for (int i = 0; i < 500; i++) {
                clients.get(i).expect("client " + i);
            }
            assertThat(rig.engine.connections()).hasSize(500);
            assertThat(rig.engine.traffic(Rig.ID).open()).isEqualTo(500);
            for (Peer client : clients) {
                client.close();
            }
            await().atMost(Rig.LONG).until(() -> rig.closed.size() == 500);
            assertThat(rig.closed).allMatch(c -> c.reason() == CloseReason.CLIENT_CLOSED);
            assertThat(rig.closed.stream().map(ClosedConnection::id).distinct()).hasSize(500);
            assertThat(rig.engine.traffic(Rig.ID).open()).isZero();
        }
    }

    @OnEachRelay
    void survivesAListenerThatThrows(RelayMode mode) throws IOException {
        try (var upstream = PeerServer.echo();
                var engine = new NettyEngine(
                        ConnectionListener.of(
                                end -> {
                                    throw new IllegalStateException("on purpose");
                                },
                                exchange -> {}),
                        Runnable::run,
                        InetAddress::getAllByName,
                        Rig.NO_TLS,
                        Rig.UPSTREAM_TLS,
                        1,
                        mode)) {
            int port = ((ListenResult.Listening)
                            engine.start(Rig.endpoint(upstream.port())).join())
                    .addresses()
                    .getFirst()
                    .getPort();
            for (int i = 0; i < 3; i++) {
                try (Peer client = Peer.connect(port)) {
                    client.send("hello").expect("hello");
                }
            }
            await().until(() -> engine.traffic(Rig.ID).open() == 0);
            assertThat(engine.traffic(Rig.ID).accepted()).isEqualTo(3);
        }
    }

    private static ServedEndpoint bound(PeerServer upstream, String... addresses) {
        ServedEndpoint endpoint = Rig.endpoint(upstream.port());
        return new ServedEndpoint(
                endpoint.id(),
                endpoint.name(),
                endpoint.url(),
                List.of(addresses).stream().map(InetAddress::ofLiteral).toList(),
                0,
                endpoint.upstream(),
                ProxyProtocol.NONE,
                endpoint.limits(),
                endpoint.policy());
    }
}
