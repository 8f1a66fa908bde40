package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culvert.engine.ListenResult.Cause;
import dev.culvert.engine.ListenResult.Refused;
import dev.culvert.engine.ServedEndpoint;
import dev.culvert.engine.Traffic;
import dev.culvert.model.Ending;
import dev.culvert.model.EndpointId;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class ListeningTest {

    @OnEachRelay
    void portInUseIsAnAnswerAndTheEndpointStartsOnceItIsFree(RelayMode mode) throws IOException {
        try (var rig = new Rig(mode)) {
            var endpoint = bound(0, "127.0.0.1");
            try (var taken = new PeerServer()) {
                endpoint = bound(taken.port(), "127.0.0.1");
                Refused refused = (Refused) rig.start(endpoint);
                assertThat(refused.cause()).isEqualTo(Cause.PORT_IN_USE);
                assertThat(refused.address().getPort()).isEqualTo(taken.port());
                assertThat(refused.detail()).isEqualTo("Address already in use");
            }
            rig.listen(endpoint);
        }
    }

    @OnEachRelay
    void bindsAllOrNone(RelayMode mode) throws IOException {
        try (var taken = new PeerServer("::1", 0);
                var rig = new Rig(mode)) {
            Refused refused = (Refused) rig.start(bound(taken.port(), "127.0.0.1", "::1"));
            assertThat(refused.cause()).isEqualTo(Cause.PORT_IN_USE);
            assertThat(refused.address().getAddress()).isEqualTo(InetAddress.ofLiteral("::1"));
            try (var free = new PeerServer("127.0.0.1", taken.port())) {
                assertThat(free.port()).isEqualTo(taken.port());
            }
        }
    }

    @OnEachRelay
    void addressOfAnotherMachine(RelayMode mode) {
        try (var rig = new Rig(mode)) {
            Refused refused = (Refused) rig.start(bound(0, "192.0.2.1"));
            assertThat(refused.cause()).isEqualTo(Cause.NO_SUCH_ADDRESS);
        }
    }

    @OnEachRelay
    void updateServesNewConnectionsByTheNewVersion(RelayMode mode) throws IOException {
        try (var first = new PeerServer();
                var second = new PeerServer();
                var rig = Rig.to(mode, first);
                Peer old = rig.connect();
                Peer oldServer = first.accept()) {
            rig.engine.update(Rig.endpoint(second.port()));
            try (Peer fresh = rig.connect();
                    Peer freshServer = second.accept()) {
                fresh.send("new");
                freshServer.expect("new");
                old.send("old");
                oldServer.expect("old");
            }
        }
    }

    @OnEachRelay
    void misuseIsAnException(RelayMode mode) throws IOException {
        try (var upstream = PeerServer.echo();
                var rig = Rig.to(mode, upstream)) {
            assertThatThrownBy(() -> rig.engine.start(Rig.endpoint(upstream.port())))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> rig.engine.update(bound(0, "::1"))).isInstanceOf(IllegalArgumentException.class);
            rig.engine.stop(Rig.ID, Ending.CLOSE, Duration.ZERO).ended().join();
            assertThatThrownBy(() -> rig.engine.update(Rig.endpoint(upstream.port())))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(rig.engine.stop(Rig.ID, Ending.CLOSE, Duration.ZERO).unbound())
                    .isCompleted();
            assertThat(rig.engine.traffic(new EndpointId("ep_unknown"))).isEqualTo(Traffic.NONE);
        }
    }

    private static ServedEndpoint bound(int port, String... addresses) {
        ServedEndpoint plain = Rig.endpoint(null, Rig.NONE);
        return new ServedEndpoint(
                plain.id(),
                plain.name(),
                plain.url(),
                List.of(addresses).stream().map(InetAddress::ofLiteral).toList(),
                port,
                plain.upstream(),
                plain.proxyProtocol(),
                plain.limits(),
                plain.policy());
    }
}
