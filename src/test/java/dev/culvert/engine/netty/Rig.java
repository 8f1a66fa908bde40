package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.culvert.engine.ConnectionListener;
import dev.culvert.engine.ListenResult;
import dev.culvert.engine.ListenResult.Listening;
import dev.culvert.engine.LiveConnection;
import dev.culvert.engine.ServedEndpoint;
import dev.culvert.engine.ServedPolicy;
import dev.culvert.engine.TlsCredentialException;
import dev.culvert.engine.netty.http.HttpLimits;
import dev.culvert.engine.netty.tls.TlsClient;
import dev.culvert.engine.netty.tls.TlsServer;
import dev.culvert.gateway.certificate.NamedAuthorities;
import dev.culvert.model.CloseReason;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.ConnectionState;
import dev.culvert.model.EndpointId;
import dev.culvert.model.EndpointKind;
import dev.culvert.model.HostPort;
import dev.culvert.model.HttpExchange;
import dev.culvert.model.Limits;
import dev.culvert.model.ProxyProtocol;
import dev.culvert.model.Upstream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An engine under test with one endpoint and a record of all ends. */
final class Rig implements AutoCloseable {

    static final Duration LONG = Duration.ofSeconds(20);
    static final EndpointId ID = new EndpointId("ep_test");
    static final Limits NONE = new Limits(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0);

    static final TlsServer NO_TLS = new TlsServer(
            (termination, names) -> {
                throw new TlsCredentialException("No TLS in this test.");
            },
            Runnable::run);

    static final TlsClient UPSTREAM_TLS = new TlsClient(new NamedAuthorities(), Thread::startVirtualThread);

    final NettyEngine engine;
    private final RelayMode mode;
    final Queue<ClosedConnection> closed;
    final Queue<HttpExchange> exchanges;
    private List<InetSocketAddress> addresses = List.of();

    /** A host that must be looked up, and is found. */
    static final String NAMED = "upstream.test";

    private static InetAddress[] addresses(String name) throws UnknownHostException {
        return name.equals(NAMED)
                ? new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")}
                : InetAddress.getAllByName(name);
    }

    Rig(RelayMode mode) {
        this(mode, task -> Thread.startVirtualThread(task));
    }

    Rig(RelayMode mode, Executor resolver) {
        this(mode, resolver, Rig::addresses);
    }

    Rig(RelayMode mode, Executor resolver, UpstreamConnector.Names names) {
        this(mode, resolver, names, NO_TLS);
    }

    Rig(RelayMode mode, TlsServer tls) {
        this(mode, task -> Thread.startVirtualThread(task), Rig::addresses, tls);
    }

    /** An engine that is put together for the test. */
    static Rig of(RelayMode mode, Function<ConnectionRegistry, EngineCore> parts) {
        Queue<ClosedConnection> ends = new ConcurrentLinkedQueue<>();
        Queue<HttpExchange> requests = new ConcurrentLinkedQueue<>();
        assumeTrue(mode.problem().isEmpty(), () -> mode.problem().orElseThrow());
        EngineCore core = parts.apply(new ConnectionRegistry(ConnectionListener.of(ends::add, requests::add)));
        return new Rig(mode, new NettyEngine(core, mode.title()), ends, requests);
    }

    /** An engine with other limits of HTTP. */
    static Rig of(RelayMode mode, HttpLimits http) {
        return of(
                mode,
                registry -> EngineCore.of(
                                mode,
                                2,
                                registry,
                                new UpstreamConnector(Thread::startVirtualThread, Rig::addresses),
                                NO_TLS,
                                UPSTREAM_TLS)
                        .with(http));
    }

    private Rig(RelayMode mode, NettyEngine engine, Queue<ClosedConnection> closed, Queue<HttpExchange> exchanges) {
        this.mode = mode;
        this.engine = engine;
        this.closed = closed;
        this.exchanges = exchanges;
    }

    private Rig(RelayMode mode, Executor resolver, UpstreamConnector.Names names, TlsServer tls) {
        assumeTrue(mode.problem().isEmpty(), () -> mode.problem().orElseThrow());
        this.mode = mode;
        closed = new ConcurrentLinkedQueue<>();
        exchanges = new ConcurrentLinkedQueue<>();
        engine = new NettyEngine(
                ConnectionListener.of(closed::add, exchanges::add), resolver, names, tls, UPSTREAM_TLS, 2, mode);
    }

    /** An engine whose endpoint forwards to a port of this machine, without limits. */
    static Rig to(RelayMode mode, PeerServer upstream) {
        var rig = new Rig(mode);
        rig.listen(endpoint(upstream.port()));
        return rig;
    }

    static ServedEndpoint endpoint(int upstreamPort) {
        return endpoint(new Upstream.Tcp(new HostPort("127.0.0.1", upstreamPort)), NONE);
    }

    static ServedEndpoint endpoint(@Nullable Upstream upstream, Limits limits) {
        return endpoint(upstream, limits, 0);
    }

    static ServedEndpoint endpoint(@Nullable Upstream upstream, Limits limits, int port) {
        return new ServedEndpoint(
                ID,
                "test",
                "tcp://localhost:1",
                List.of(InetAddress.ofLiteral("127.0.0.1")),
                port,
                upstream,
                ProxyProtocol.NONE,
                limits,
                ServedPolicy.none(upstream == null ? EndpointKind.CLOUD : EndpointKind.AGENT));
    }

    static Limits connectWithin(Duration limit) {
        return new Limits(limit, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0);
    }

    Rig listen(ServedEndpoint endpoint) {
        addresses = ((Listening) start(endpoint)).addresses();
        return this;
    }

    ListenResult start(ServedEndpoint endpoint) {
        return engine.start(endpoint).orTimeout(10, TimeUnit.SECONDS).join();
    }

    List<InetSocketAddress> addresses() {
        return addresses;
    }

    int port() {
        return addresses.getFirst().getPort();
    }

    Peer connect() throws IOException {
        return Peer.connect(addresses.getFirst());
    }

    /** A client is refused: with a reset, of which it may hear as soon as it connects. */
    void expectRefusal() throws IOException {
        Peer client;
        try {
            client = connect();
        } catch (SocketException e) {
            assertThat(e).hasMessageContaining("reset");
            return;
        }
        try (client) {
            client.expectReset();
        }
    }

    LiveConnection onlyConnection() {
        await().until(() -> engine.connections().size() == 1);
        return engine.connections().iterator().next();
    }

    /** Waits until what a client says before its upstream is there has arrived, as far as that can be seen. */
    void awaitEarly(long bytes) {
        LiveConnection connection = onlyConnection();
        if (mode == RelayMode.NATIVE) { // it hears of an end without reading
            await().until(() -> connection.state() == ConnectionState.CONNECTING);
        } else {
            await().until(() -> connection.bytesIn() >= bytes);
        }
    }

    /** Waits for the one end there is to be, and sees that it is for this reason. */
    ClosedConnection expectClosed(CloseReason reason) {
        await().atMost(LONG).until(() -> !closed.isEmpty());
        assertThat(closed).hasSize(1);
        ClosedConnection end = expectEndOf(reason);
        assertThat(engine.connections()).isEmpty();
        assertThat(engine.traffic(end.endpoint()).open()).isZero();
        return end;
    }

    /** Waits for the first end, while others stay open, and sees that it is for this reason. */
    ClosedConnection expectEndOf(CloseReason reason) {
        await().atMost(LONG).until(() -> !closed.isEmpty());
        ClosedConnection end = closed.element();
        assertThat(end.reason()).as("%s", end).isEqualTo(reason);
        return end;
    }

    @Override
    public void close() {
        engine.close();
    }
}
