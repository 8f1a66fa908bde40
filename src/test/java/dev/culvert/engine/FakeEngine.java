package dev.culvert.engine;

import dev.culvert.model.CloseReason;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.DurationTally;
import dev.culvert.model.Ending;
import dev.culvert.model.EndpointId;
import dev.culvert.model.HttpExchange;
import dev.culvert.model.UpstreamHealth;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An engine without sockets, for tests of what lies above it. It listens everywhere but on the ports that a test
 * {@link #occupy occupies}, and its connections are those that a test {@link #add adds}. It remembers what it was told.
 */
public final class FakeEngine implements Engine {

    /** One call that ended connections: of a whole endpoint, or of a served one. */
    public record Ended(EndpointId endpoint, Ending ending) {}

    private final ConnectionListener listener;
    private final Map<EndpointId, ServedEndpoint> served = new ConcurrentHashMap<>();
    private final Map<EndpointId, Traffic> traffic = new ConcurrentHashMap<>();
    private final Map<Integer, ListenResult.Cause> occupied = new ConcurrentHashMap<>();
    private final Map<ConnectionId, FakeConnection> connections = new ConcurrentHashMap<>();
    private final Map<EndpointId, String> hindrances = new ConcurrentHashMap<>();
    private final Map<EndpointId, UpstreamHealth> health = new ConcurrentHashMap<>();
    private final List<Ended> ended = new CopyOnWriteArrayList<>();
    private volatile boolean broken;
    private volatile boolean shutDown;

    /** An engine that tells the listener of the connections that are killed or ended. */
    public FakeEngine(ConnectionListener listener) {
        this.listener = listener;
    }

    /** From now on, that port cannot be bound. */
    public void occupy(int port, ListenResult.Cause cause) {
        occupied.put(port, cause);
    }

    /** From now on, an endpoint cannot accept clients, for that reason. */
    public void hinder(EndpointId endpoint, String why) {
        hindrances.put(endpoint, why);
    }

    /** One loop, which was late by a millisecond once. */
    @Override
    public List<LoopPace> paces() {
        var lag = new DurationTally(DurationTally.millis(1, 10));
        lag.add(1_000_000);
        return List.of(new LoopPace(1, lag.read(), new DurationTally(DurationTally.micros(1)).read()));
    }

    /** From now on, the health check of an endpoint says that. */
    public void find(EndpointId endpoint, UpstreamHealth found) {
        health.put(endpoint, found);
    }

    /** From now on, that port can be bound. */
    public void release(int port) {
        occupied.remove(port);
    }

    /** From now on, starts throw what no engine should. */
    public void breakDown() {
        broken = true;
    }

    /** Opens a connection. */
    public FakeConnection add(FakeConnection connection) {
        connections.put(connection.id(), connection);
        traffic.merge(connection.endpoint(), new Traffic(1, 0, 0, 0), Traffic::plus);
        return connection;
    }

    /** Ends a connection by itself, as its client would. */
    public void close(FakeConnection connection) {
        end(connection, CloseReason.CLIENT_CLOSED);
    }

    /** Ends a request of a connection. */
    public void complete(HttpExchange exchange) {
        listener.requestCompleted(exchange);
    }

    /** The endpoints that are served now. */
    public Collection<ServedEndpoint> served() {
        return List.copyOf(served.values());
    }

    /** Every order to end connections, in order. */
    public List<Ended> ended() {
        return List.copyOf(ended);
    }

    /** Whether it was told to end. */
    public boolean isShutDown() {
        return shutDown;
    }

    @Override
    public CompletableFuture<ListenResult> start(ServedEndpoint endpoint) {
        List<InetSocketAddress> addresses = endpoint.bind().stream()
                .map(a -> new InetSocketAddress(a, endpoint.port()))
                .toList();
        if (broken) {
            throw new IllegalStateException("broken, as told by the test");
        }
        ListenResult.Cause cause = occupied.get(endpoint.port());
        if (cause != null) {
            return CompletableFuture.completedFuture(
                    new ListenResult.Refused(cause, addresses.getFirst(), "told by the test"));
        }
        served.put(endpoint.id(), endpoint);
        traffic.putIfAbsent(endpoint.id(), Traffic.NONE);
        return CompletableFuture.completedFuture(new ListenResult.Listening(addresses));
    }

    @Override
    public void update(ServedEndpoint endpoint) {
        ServedEndpoint before = served.get(endpoint.id());
        if (before == null || !before.listensWhere(endpoint)) {
            throw new IllegalArgumentException(endpoint.id() + " is not served there");
        }
        served.put(endpoint.id(), endpoint);
    }

    @Override
    public Stopping stop(EndpointId endpoint, Ending ending, Duration drainLimit) {
        served.remove(endpoint);
        end(endpoint, ending, drainLimit);
        return new Stopping(CompletableFuture.completedFuture(null), CompletableFuture.completedFuture(null));
    }

    @Override
    public void end(EndpointId endpoint, Ending ending, Duration drainLimit) {
        ended.add(new Ended(endpoint, ending));
        if (ending == Ending.CLOSE) {
            of(endpoint).forEach(c -> end(c, CloseReason.ENDPOINT_STOPPED));
        }
    }

    @Override
    public boolean kill(ConnectionId id) {
        FakeConnection connection = connections.get(id);
        if (connection == null) {
            return false;
        }
        end(connection, CloseReason.KILLED);
        return true;
    }

    private void end(FakeConnection connection, CloseReason reason) {
        connections.remove(connection.id());
        traffic.merge(
                connection.endpoint(), new Traffic(0, 0, connection.bytesIn(), connection.bytesOut()), Traffic::plus);
        listener.closed(connection.closed(reason));
    }

    private List<FakeConnection> of(EndpointId endpoint) {
        return new ArrayList<>(connections.values())
                .stream().filter(c -> c.endpoint().equals(endpoint)).toList();
    }

    @Override
    public Collection<? extends LiveConnection> connections() {
        return connections.values();
    }

    @Override
    public Traffic traffic(EndpointId endpoint) {
        Traffic sum = traffic.getOrDefault(endpoint, Traffic.NONE);
        for (FakeConnection c : of(endpoint)) {
            sum = sum.plus(new Traffic(0, 1, c.bytesIn(), c.bytesOut()));
        }
        return sum;
    }

    @Override
    public Optional<String> hindrance(EndpointId endpoint) {
        return Optional.ofNullable(hindrances.get(endpoint));
    }

    @Override
    public UpstreamHealth health(EndpointId endpoint) {
        return health.getOrDefault(endpoint, new UpstreamHealth.Unknown());
    }

    @Override
    public String description() {
        return "fake, no event loops";
    }

    @Override
    public void shutdown(Duration drainLimit) {
        shutDown = true;
        served.clear();
    }
}
