package dev.culvert.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.engine.ConnectionListener;
import dev.culvert.engine.netty.NettyEngine;
import dev.culvert.events.EventLog;
import dev.culvert.gateway.certificate.CertificateFolder;
import dev.culvert.gateway.certificate.NamedAuthorities;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.EndpointDraft;
import dev.culvert.model.EndpointField;
import dev.culvert.model.EndpointState;
import dev.culvert.model.EndpointStatus;
import dev.culvert.store.ClosedQuery;
import dev.culvert.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;

/** A gateway whose engine has real sockets, and an upstream that says what it hears. */
final class SocketGateway implements AutoCloseable {

    private static final int LONG_MILLIS = 20_000;

    final Gateway gateway;
    private final Store store;
    private final EventLog events;
    private final NettyEngine engine;
    private final ServerSocket upstream = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    SocketGateway(Path directory) throws IOException {
        store = Store.open(directory);
        events = new EventLog(store.connections()::append, Thread::new);
        engine = new NettyEngine(
                ConnectionListener.of(events::record, events::record),
                Thread::startVirtualThread,
                new CertificateFolder(directory.resolve("certificates")),
                new NamedAuthorities(),
                1);
        gateway = new Gateway(store, engine, new History(store, events), Executors.newSingleThreadScheduledExecutor());
        gateway.start().join();
        Thread.startVirtualThread(this::echo);
    }

    private void echo() {
        try {
            while (true) {
                Socket socket = upstream.accept();
                Thread.startVirtualThread(() -> echo(socket));
            }
        } catch (IOException e) {
            // the test is over
        }
    }

    private static void echo(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException e) {
            // the other side has gone
        }
    }

    /** The upstream, which gives everyone back what they say. */
    String upstream() {
        return "127.0.0.1:" + upstream.getLocalPort();
    }

    /** Makes an endpoint that forwards to the upstream. */
    EndpointStatus agent(String url, String policy) {
        return create(EndpointDraft.empty()
                .with(EndpointField.URL, url)
                .with(EndpointField.UPSTREAM, upstream())
                .with(EndpointField.TRAFFIC_POLICY, policy));
    }

    /** Makes an endpoint on a free port of this machine, of which the policy decides everything. */
    EndpointStatus cloud(String policy) {
        int port = gateway.freePort().join().orElseThrow();
        return create(EndpointDraft.empty()
                .with(EndpointField.TYPE, "cloud")
                .with(EndpointField.URL, "tcp://localhost:" + port)
                .with(EndpointField.TRAFFIC_POLICY, policy));
    }

    private EndpointStatus create(EndpointDraft draft) {
        EndpointStatus made = gateway.create(draft, false).join();
        assertThat(made.state()).isInstanceOf(EndpointState.Online.class);
        return made;
    }

    /** Where the upstream listens. */
    int upstreamPort() {
        return upstream.getLocalPort();
    }

    Client connect(EndpointStatus endpoint) throws IOException {
        var socket = new Socket(
                InetAddress.ofLiteral("127.0.0.1"), endpoint.endpoint().url().port());
        socket.setSoTimeout(LONG_MILLIS);
        return new Client(socket);
    }

    /** Whether a client that comes now is let in. */
    boolean letsIn(EndpointStatus endpoint) throws IOException {
        try (Client client = connect(endpoint)) {
            return client.isAnswered("hello");
        }
    }

    /** The connections that have ended, the oldest first, when there are so many. */
    List<ClosedConnection> ended(int count) {
        await().atMost(Duration.ofMillis(LONG_MILLIS)).until(() -> found().size() >= count);
        assertThat(found()).hasSize(count);
        return found().reversed();
    }

    private List<ClosedConnection> found() {
        return gateway.history().find(ClosedQuery.newest(100));
    }

    @Override
    public void close() throws IOException {
        gateway.stop(Duration.ZERO);
        engine.close();
        events.close();
        store.close();
        upstream.close();
    }

    /** A client of an endpoint. */
    static final class Client implements AutoCloseable {

        private final Socket socket;

        Client(Socket socket) {
            this.socket = socket;
        }

        /** Whether what is sent comes back; false if the connection has ended instead. */
        boolean isAnswered(String text) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            try {
                socket.getOutputStream().write(bytes);
                InputStream in = socket.getInputStream();
                return new String(in.readNBytes(bytes.length), StandardCharsets.UTF_8).equals(text);
            } catch (SocketException e) {
                return false;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
