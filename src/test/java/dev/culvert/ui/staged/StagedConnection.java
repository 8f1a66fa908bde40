package dev.culvert.ui.staged;

import dev.culvert.engine.LiveConnection;
import dev.culvert.engine.Traffic;
import dev.culvert.model.CloseReason;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.ConnectionState;
import dev.culvert.model.DecisionRecord;
import dev.culvert.model.EndpointId;
import dev.culvert.model.Upstream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A connection that does what a test tells it. */
public final class StagedConnection implements LiveConnection {

    private final Clock clock;
    private final ConnectionId id;
    private final EndpointId endpoint;
    private final String endpointName;
    private volatile InetSocketAddress client;
    private final @Nullable Upstream upstream;
    private final Instant startedAt;
    private volatile ConnectionState state = ConnectionState.OPEN;
    private final AtomicLong bytesIn = new AtomicLong();
    private final AtomicLong bytesOut = new AtomicLong();
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger idleAsked = new AtomicInteger();
    private volatile DecisionRecord decision = DecisionRecord.NONE;
    private volatile Instant movedAt;

    public StagedConnection(
            Clock clock,
            long id,
            EndpointId endpoint,
            String endpointName,
            String clientIp,
            int clientPort,
            @Nullable String upstream,
            Instant startedAt) {
        this.clock = clock;
        this.id = new ConnectionId(id);
        this.endpoint = endpoint;
        this.endpointName = endpointName;
        this.client = new InetSocketAddress(InetAddress.ofLiteral(clientIp), clientPort);
        this.upstream = upstream == null ? null : Upstream.parse(upstream);
        this.startedAt = startedAt.truncatedTo(ChronoUnit.MICROS);
        this.movedAt = startedAt;
    }

    /** Moves bytes, in addition to those before. */
    public StagedConnection move(long in, long out) {
        bytesIn.addAndGet(in);
        bytesOut.addAndGet(out);
        movedAt = clock.instant();
        return this;
    }

    /** A proxy has said who the client is. */
    public StagedConnection speakFor(String ip, int port) {
        client = new InetSocketAddress(InetAddress.ofLiteral(ip), port);
        return this;
    }

    /** Has moved nothing since then. */
    public StagedConnection restSince(Instant time) {
        movedAt = time;
        return this;
    }

    /** Goes into that state. */
    public StagedConnection become(ConnectionState next) {
        state = next;
        return this;
    }

    /** What it adds to its endpoint's traffic. */
    Traffic traffic(boolean open) {
        return new Traffic(1, open ? 1 : 0, bytesIn.get(), bytesOut.get());
    }

    /** How often somebody has looked at it so far. */
    public int looks() {
        return looks.get();
    }

    /** How often its idle time was asked for so far. */
    public int idleAsked() {
        return idleAsked.get();
    }

    /** Was decided upon so. */
    public StagedConnection decided(DecisionRecord by) {
        decision = by;
        return this;
    }

    /** What is kept of it. */
    public ClosedConnection closed(CloseReason reason, Instant endedAt, @Nullable String error) {
        return new ClosedConnection(
                id,
                endpoint,
                endpointName,
                "tcp://127.0.0.1:15432",
                client,
                server(),
                upstream,
                startedAt,
                endedAt.truncatedTo(ChronoUnit.MICROS),
                sniffTime(),
                connectTime(),
                bytesIn(),
                bytesOut(),
                reason,
                decision,
                error);
    }

    @Override
    public ConnectionId id() {
        return id;
    }

    @Override
    public EndpointId endpoint() {
        return endpoint;
    }

    @Override
    public String endpointName() {
        return endpointName;
    }

    @Override
    public InetSocketAddress client() {
        return client;
    }

    @Override
    public InetSocketAddress server() {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 15432);
    }

    @Override
    public @Nullable Upstream upstream() {
        return upstream;
    }

    @Override
    public DecisionRecord decision() {
        return decision;
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
    public @Nullable Duration connectTime() {
        return state.compareTo(ConnectionState.OPEN) < 0 ? null : Duration.ofMillis(3);
    }

    @Override
    public ConnectionState state() {
        return state;
    }

    @Override
    public long bytesIn() {
        looks.incrementAndGet();
        return bytesIn.get();
    }

    @Override
    public long bytesOut() {
        return bytesOut.get();
    }

    @Override
    public Duration clientIdle() {
        idleAsked.incrementAndGet();
        return Duration.between(movedAt, clock.instant()).truncatedTo(ChronoUnit.SECONDS);
    }

    @Override
    public Duration serverIdle() {
        return Duration.between(movedAt, clock.instant()).truncatedTo(ChronoUnit.SECONDS);
    }
}
