package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.model.CloseReason;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.HostPort;
import dev.culvert.model.Limits;
import dev.culvert.model.Upstream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class UpstreamFailureTest {

    private static final Duration BRIEF = Duration.ofMillis(400);

    @OnEachRelay
    void refused(RelayMode mode) throws IOException {
        int nobody;
        try (var gone = new PeerServer()) {
            nobody = gone.port();
        }
        ClosedConnection end = fail(mode, "127.0.0.1", nobody, CloseReason.UPSTREAM_REFUSED);
        assertThat(end.error()).isEqualTo("Connection refused");
        assertThat(end.upstream()).hasToString("127.0.0.1:" + nobody);
        assertThat(end.connectTime()).isNull();
    }

    @OnEachRelay
    void unreachable(RelayMode mode) throws IOException {
        // the kernel refuses to dial everyone, so that nothing leaves this machine
        ClosedConnection end = fail(mode, "255.255.255.255", 9, CloseReason.UPSTREAM_UNREACHABLE);
        assertThat(end.error()).isNotBlank();
    }

    @OnEachRelay
    void localhostNeedsNoLookUpAndMeansBothFamilies(RelayMode mode) throws IOException {
        try (var upstream = new ServerSocket(0, 1, InetAddress.ofLiteral("::1"));
                var resolver = new HeldExecutor();
                var rig = new Rig(mode, resolver)) {
            rig.listen(Rig.endpoint(new Upstream.Tcp(new HostPort("localhost", upstream.getLocalPort())), Rig.NONE));
            rig.connect();
            try (var accepted = upstream.accept()) {
                assertThat(accepted.getInetAddress()).isEqualTo(InetAddress.ofLiteral("::1"));
            }
        }
    }

    @OnEachRelay
    void unknownHost(RelayMode mode) throws IOException {
        ClosedConnection end = fail(mode, "no-such-host.invalid", 9, CloseReason.UPSTREAM_UNREACHABLE);
        assertThat(end.error()).isEqualTo("Unknown host");
    }

    @OnEachRelay
    void timedOut(RelayMode mode) throws IOException {
        try (var full = new FullListener()) {
            ClosedConnection end = fail(mode, "127.0.0.1", full.port(), CloseReason.UPSTREAM_TIMEOUT);
            assertThat(end.duration()).isBetween(BRIEF, BRIEF.multipliedBy(5));
            assertThat(end.error()).isEqualTo("No answer in 400 ms");
        }
    }

    @OnEachRelay
    void timeOutCoversTheLookUp(RelayMode mode) throws IOException {
        try (var resolver = new HeldExecutor();
                var rig = new Rig(mode, resolver)) {
            rig.listen(Rig.endpoint(new Upstream.Tcp(new HostPort(Rig.NAMED, 9)), Rig.connectWithin(BRIEF)));
            try (Peer client = rig.connect()) {
                client.expectEnd();
            }
            rig.expectClosed(CloseReason.UPSTREAM_TIMEOUT);
        }
    }

    @OnEachRelay
    void timeOutCoversAllAddresses(RelayMode mode) throws IOException {
        try (var full = new FullListener()) {
            InetAddress address = InetAddress.ofLiteral("127.0.0.1");
            InetAddress[] addresses = {address, address, address, address, address, address};
            try (var rig = new Rig(mode, Runnable::run, name -> addresses)) {
                rig.listen(Rig.endpoint(new Upstream.Tcp(new HostPort("many", full.port())), Rig.connectWithin(BRIEF)));
                try (Peer client = rig.connect()) {
                    client.expectEnd();
                }
                assertThat(rig.expectClosed(CloseReason.UPSTREAM_TIMEOUT).duration())
                        .isLessThan(BRIEF.multipliedBy(4));
            }
        }
    }

    @OnEachRelay
    void anAddressThatDoesNotAnswerKeepsTheNextWaitingForAMomentOnly(RelayMode mode) throws IOException {
        try (var full = new FullListener();
                var upstream = new PeerServer("127.0.0.2", full.port())) {
            InetAddress[] addresses = {InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("127.0.0.2")};
            Limits patient = Rig.connectWithin(Duration.ofSeconds(30));
            try (var rig = new Rig(mode, Runnable::run, name -> addresses)) {
                rig.listen(Rig.endpoint(new Upstream.Tcp(new HostPort("many", full.port())), patient));
                try (Peer client = rig.connect();
                        Peer server = upstream.accept()) {
                    client.send("x");
                    server.expect("x");
                    assertThat(rig.onlyConnection().connectTime())
                            .isBetween(Duration.ofMillis(250), Duration.ofSeconds(2));
                }
            }
        }
    }

    @OnEachRelay
    void refusalIsToldWhereOtherAddressesFailedOtherwise(RelayMode mode) throws IOException {
        InetAddress[] addresses = {InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("255.255.255.255")};
        try (var rig = new Rig(mode, Runnable::run, name -> addresses)) {
            rig.listen(Rig.endpoint(new Upstream.Tcp(new HostPort("many", 9)), Rig.connectWithin(BRIEF)));
            try (Peer client = rig.connect()) {
                client.expectEnd();
            }
            rig.expectClosed(CloseReason.UPSTREAM_REFUSED);
        }
    }

    @OnEachRelay
    void faultOfOurOwn(RelayMode mode) throws IOException {
        UpstreamConnector.Names broken = name -> {
            throw new IllegalStateException("on purpose");
        };
        try (var rig = new Rig(mode, Runnable::run, broken)) {
            rig.listen(Rig.endpoint(new Upstream.Tcp(new HostPort("many", 9)), Rig.connectWithin(BRIEF)));
            try (Peer client = rig.connect()) {
                client.expectEnd();
            }
            assertThat(rig.expectClosed(CloseReason.INTERNAL_ERROR).error()).isEqualTo("on purpose");
        }
    }

    private static ClosedConnection fail(RelayMode mode, String host, int port, CloseReason reason) throws IOException {
        UpstreamConnector.Names names = name -> {
            throw new UnknownHostException(name);
        };
        try (var rig = new Rig(mode, Runnable::run, names)) {
            rig.listen(Rig.endpoint(new Upstream.Tcp(new HostPort(host, port)), Rig.connectWithin(BRIEF)));
            try (Peer client = rig.connect()) {
                client.expectEnd();
            }
            return rig.expectClosed(reason);
        }
    }

    /** A listener that answers nobody any more, since its backlog is full. */
    private static final class FullListener implements AutoCloseable {

        private final ServerSocket listener;
        private final List<SocketChannel> waiting = new ArrayList<>();

        FullListener() throws IOException {
            InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
            listener = new ServerSocket(0, 1, loopback);
            for (int i = 0; i < 4; i++) {
                SocketChannel channel = SocketChannel.open();
                channel.configureBlocking(false);
                channel.connect(new InetSocketAddress(loopback, listener.getLocalPort()));
                waiting.add(channel);
            }
        }

        int port() {
            return listener.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            listener.close();
            for (SocketChannel channel : waiting) {
                channel.close();
            }
        }
    }
}
