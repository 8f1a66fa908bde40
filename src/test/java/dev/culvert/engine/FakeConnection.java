package dev.culvert.engine;

import dev.culvert.model.CloseReason;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.ConnectionState;
import dev.culvert.model.DecisionRecord;
import dev.culvert.model.EndpointId;
import dev.culvert.model.EndpointStatus;
import dev.culvert.model.Upstream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A connection of {@link FakeEngine}: what it says never changes but its bytes, which a test moves. */
public final class FakeConnection implements LiveConnection {

    private final ConnectionId id;
    private final EndpointStatus endpoint;
    private final InetSocketAddress client;
    private final Instant startedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private final AtomicLong bytesIn = new AtomicLong();
    private final AtomicLong bytesOut = new AtomicLong();

    private FakeConnection(ConnectionId id, EndpointStatus endpoint, InetSocketAddress client) {
        this.id = id;
        this.endpoint = endpoint;
        this.client = client;
    }

    /** An open connection from 192.0.2.7 with that number, which is its client's port too. */
    public static FakeConnection to(EndpointStatus endpoint, int number) {
        var client = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.7"), number);
        return new FakeConnection(new ConnectionId(number), endpoint, client);
    }

    /** Moves bytes, in addition to those before. */
    public FakeConnection move(long in, long out) {
        bytesIn.addAndGet(in);
        bytesOut.addAndGet(out);
        return this;
    }

    /** What is kept of it, with that reason. */
    public ClosedConnection closed(CloseReason reason) {
        return new ClosedConnection(
                id,
                endpoint(),
                endpointName(),
                endpoint.endpoint().url().toString(),
                client,
                server(),
                upstream(),
                startedAt,
                startedAt.plusMillis(1500),
                sniffTime(),
                connectTime(),
                bytesIn(),
                bytesOut(),
                reason,
                DecisionRecord.NONE,
                reason == CloseReason.KILLED ? "killed by a test" : null);
    }

    @Override
    public ConnectionId id() {
        return id;
    }

    @Override
    public EndpointId endpoint() {
        return endpoint.id();
    }

    @Override
    public String endpointName() {
        return endpoint.endpoint().name();
    }

    @Override
    public InetSocketAddress client() {
        return client;
    }

    @Override
    public InetSocketAddress server() {
        return new InetSocketAddress(
                InetAddress.ofLiteral("127.0.0.1"), endpoint.endpoint().url().port());
    }

    @Override
    public @Nullable Upstream upstream() {
        return endpoint.endpoint().spec().upstream();
    }

    @Override
    public DecisionRecord decision() {
        return DecisionRecord.NONE;
    }

    @Override
    public Instant startedAt() {
        return startedAt;
    }

    @Override
    public @Nullable Duration sniffTime() {
        return null;
    }

    @Override
    public Duration connectTime() {
        return Duration.ofMillis(3);
    }

    @Override
    public ConnectionState state() {
        return ConnectionState.OPEN;
    }

    @Override
    public long bytesIn() {
        return bytesIn.get();
    }

    @Override
    public long bytesOut() {
        return bytesOut.get();
    }

    @Override
    public Duration clientIdle() {
        return Duration.ofSeconds(2);
    }

    @Override
    public Duration serverIdle() {
        return Duration.ofSeconds(1);
    }
}
