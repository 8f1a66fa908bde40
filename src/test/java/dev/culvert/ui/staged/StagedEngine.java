package dev.culvert.ui.staged;

import dev.culvert.engine.ConnectionListener;
import dev.culvert.engine.Engine;
import dev.culvert.engine.ListenResult;
import dev.culvert.engine.LiveConnection;
import dev.culvert.engine.ServedEndpoint;
import dev.culvert.engine.Traffic;
import dev.culvert.model.CloseReason;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.Ending;
import dev.culvert.model.EndpointId;
import dev.culvert.model.HttpExchange;
import dev.culvert.model.UpstreamHealth;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An engine whose connections are those that a test opens. */
public final class StagedEngine implements Engine {

    private final Clock clock;
    private final ConnectionListener listener;
    private final Map<ConnectionId, StagedConnection> connections = new ConcurrentHashMap<>();
    private final List<StagedConnection> everOpened = Collections.synchronizedList(new ArrayList<>());
    private final List<ConnectionId> killed = new CopyOnWriteArrayList<>();

    public StagedEngine(Clock clock, ConnectionListener listener) {
        this.clock = clock;
        this.listener = listener;
    }

    public StagedConnection open(StagedConnection connection) {
        connections.put(connection.id(), connection);
        everOpened.add(connection);
        return connection;
    }

    /** Ends a connection. */
    public void close(StagedConnection connection, CloseReason reason) {
        connections.remove(connection.id());
        listener.closed(connection.closed(reason, clock.instant(), null));
    }

    /** Ends a request of a connection. */
    public void complete(HttpExchange exchange) {
        listener.requestCompleted(exchange);
    }

    /** The connections that were killed, in order. */
    public List<ConnectionId> killed() {
        return List.copyOf(killed);
    }

    @Override
    public boolean kill(ConnectionId id) {
        killed.add(id);
        StagedConnection connection = connections.get(id);
        if (connection == null) {
            return false;
        }
        close(connection, CloseReason.KILLED);
        return true;
    }

    @Override
    public Collection<? extends LiveConnection> connections() {
        return connections.values();
    }

    @Override
    public CompletableFuture<ListenResult> start(ServedEndpoint endpoint) {
        List<InetSocketAddress> addresses = endpoint.bind().stream()
                .map(a -> new InetSocketAddress(a, endpoint.port()))
                .toList();
        return CompletableFuture.completedFuture(new ListenResult.Listening(addresses));
    }

    @Override
    public void update(ServedEndpoint endpoint) {}

    @Override
    public Stopping stop(EndpointId endpoint, Ending ending, Duration drainLimit) {
        return new Stopping(CompletableFuture.completedFuture(null), CompletableFuture.completedFuture(null));
    }

    @Override
    public void end(EndpointId endpoint, Ending ending, Duration drainLimit) {}

    @Override
    public Traffic traffic(EndpointId endpoint) {
        Traffic sum = Traffic.NONE;
        for (StagedConnection connection : List.copyOf(everOpened)) {
            if (connection.endpoint().equals(endpoint)) {
                sum = sum.plus(connection.traffic(connections.containsKey(connection.id())));
            }
        }
        return sum;
    }

    @Override
    public Optional<String> hindrance(EndpointId endpoint) {
        return Optional.empty();
    }

    @Override
    public UpstreamHealth health(EndpointId endpoint) {
        return new UpstreamHealth.Unknown();
    }

    @Override
    public String description() {
        return "staged, 2 event loops";
    }

    @Override
    public void shutdown(Duration drainLimit) {}
}
