package dev.culvert.engine.netty;

import dev.culvert.engine.LiveConnection;
import dev.culvert.engine.ServedEndpoint;
import dev.culvert.model.CloseReason;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.ConnectionState;
import dev.culvert.model.DecisionRecord;
import dev.culvert.model.EndpointId;
import dev.culvert.model.Limits;
import dev.culvert.model.Upstream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One accepted client and its way to the end. Belongs to one event loop, which alone changes it; the one exception is
 * {@link #end}, which any thread may call: the first reason given is the reason.
 */
final class Connection implements LiveConnection {

    private static final Logger log = LoggerFactory.getLogger(Connection.class);

    private final ConnectionId id;
    private final EndpointService service;
    private final ServedEndpoint endpoint;
    private final PolicyPath path;
    private volatile InetSocketAddress client;
    private final InetSocketAddress server;
    private final ConnectionLoop loop;
    private final Instant startedAt;
    private final long startedNanos;
    private final Count bytesIn = new Count();
    private final Count bytesOut = new Count();
    private final Idleness idleness = new Idleness();
    private final AtomicReference<@Nullable CloseReason> reason = new AtomicReference<>();
    private @Nullable RelayChoice relay;
    private @Nullable String error;
    private Limits limits;
    private long dialledNanos;
    private int slot;
    private volatile DecisionRecord decision = DecisionRecord.NONE;
    private volatile ConnectionState state = ConnectionState.ADMITTING;
    private volatile @Nullable Upstream upstream;
    private volatile @Nullable Duration sniffTime;
    private volatile @Nullable Duration connectTime;
    private volatile long endedNanos;

    Connection(
            ConnectionId id,
            Hop entry,
            EngineCore core,
            InetSocketAddress client,
            InetSocketAddress server,
            ConnectionLoop loop,
            Instant startedAt) {
        this.id = id;
        this.service = entry.service();
        this.endpoint = entry.endpoint();
        this.client = client;
        this.server = server;
        this.loop = loop;
        this.limits = endpoint.limits();
        this.startedAt = startedAt;
        this.startedNanos = System.nanoTime();
        this.dialledNanos = startedNanos;
        idleness.start(startedNanos);
        this.path = new PolicyPath(this, entry, core);
    }

    PolicyPath path() {
        return path;
    }

    ConnectionLoop loop() {
        return loop;
    }

    /** The endpoint whose upstream it is forwarded to. */
    ServedEndpoint target() {
        return path.target();
    }

    boolean goesThrough(EndpointId endpointId) {
        return path.goesThrough(endpointId);
    }

    boolean goesThrough(EndpointService one) {
        return path.goesThrough(one);
    }

    /** Dials where the connection was decided to go. */
    void forward(Upstream target) {
        reaches(target);
        state = ConnectionState.CONNECTING;
        relay().forward(target);
    }

    /** Hears from the proxy that has connected who the client is, and goes on with that, or ends here. */
    void hearProxy(Runnable heard) {
        relay().readProxyHeader(source -> {
            if (source != null) {
                client = source;
            }
            heard.run();
        });
    }

    void setRelay(RelayChoice mover) {
        relay = mover;
    }

    /** The first bytes were looked at, for so long. */
    void sniffed(Duration time) {
        sniffTime = time;
        dialledNanos = System.nanoTime();
    }

    /** It goes, or a request of it, to that upstream. */
    void reaches(Upstream target) {
        upstream = target;
        ServedEndpoint last = path.target();
        limits = path.hops().size() == 1 ? endpoint.limits() : endpoint.limits().before(last.limits());
        decision = path.record();
    }

    /** A request has the upstream dialled. */
    void dials() {
        dialledNanos = System.nanoTime();
    }

    /** The upstream has answered. */
    void opened() {
        connectTime = Duration.ofNanos(System.nanoTime() - dialledNanos);
        begin();
    }

    /** Bytes are carried from now on, or requests answered. */
    void begin() {
        idleness.begin(System.nanoTime());
        stirred();
        state = ConnectionState.OPEN;
    }

    RelayChoice relay() {
        return Objects.requireNonNull(relay);
    }

    void halfClosed() {
        state = ConnectionState.HALF_CLOSED;
    }

    void received(int bytes) {
        bytesIn.add(bytes);
        path.received(bytes);
    }

    void delivered(long bytes) {
        bytesOut.add(bytes);
        path.delivered(bytes);
    }

    /** Ends it for a reason, unless it has one already; whether this one stands. From any thread. */
    boolean end(CloseReason why, @Nullable String detail) {
        if (!reason.compareAndSet(null, why)) {
            return false;
        }
        if (loop.eventLoop().inEventLoop()) {
            error = detail;
            finish(why);
        } else {
            loop.eventLoop().execute(() -> finish(why));
        }
        return true;
    }

    /** Ends it for a fault of our own. */
    void fail(Throwable fault) {
        if (end(CloseReason.INTERNAL_ERROR, SystemError.text(fault))) {
            log.error("A connection of the endpoint {} failed.", endpoint.name(), fault);
        }
    }

    private void finish(CloseReason why) {
        endedNanos = System.nanoTime();
        state = ConnectionState.CLOSING;
        try {
            decision = path.record();
            if (relay != null) {
                relay.end(why);
            }
            path.end();
        } catch (Throwable e) { // an Error too: what follows must happen
            log.error("A connection of the endpoint {} did not end properly.", endpoint.name(), e);
        }
        loop.remove(this);
        service.ended(new ClosedConnection(
                id,
                endpoint.id(),
                endpoint.name(),
                endpoint.url(),
                client,
                server,
                upstream,
                startedAt,
                startedAt.plusNanos(endedNanos - startedNanos),
                sniffTime,
                connectTime,
                bytesIn.get(),
                bytesOut.get(),
                why,
                decision,
                error));
    }

    /** Something has moved, on either side. */
    void stirred() {
        loop.stir();
    }

    /** Ends it if one of its times is over; for how long none can be, if nothing moves, in nanoseconds. */
    long sweep(long now) {
        long rest = Long.MAX_VALUE;
        if (relay != null && idleness.counts()) {
            CloseReason late = idleness.look(relay, limits, now);
            if (late != null) {
                if (!relay.takesLeave(late)) {
                    end(late, null);
                }
                return rest;
            }
            rest = idleness.rest();
        }
        long lifetime = nanos(limits.maxLifetime());
        if (lifetime > 0) {
            long left = lifetime - (now - startedNanos);
            if (left <= 0) {
                end(CloseReason.MAX_LIFETIME, null);
            }
            rest = Math.min(rest, left);
        }
        return rest;
    }

    int slot() {
        return slot;
    }

    void setSlot(int place) {
        slot = place;
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
        return endpoint.name();
    }

    @Override
    public InetSocketAddress client() {
        return client;
    }

    @Override
    public InetSocketAddress server() {
        return server;
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
        return sniffTime;
    }

    @Override
    public @Nullable Duration connectTime() {
        return connectTime;
    }

    @Override
    public ConnectionState state() {
        return state;
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
        return idle(idleness.client());
    }

    @Override
    public Duration serverIdle() {
        return idle(idleness.upstream());
    }

    /** A limit in nanoseconds; one of centuries is as good as none, and no overflow. */
    static long nanos(Duration limit) {
        return TimeUnit.NANOSECONDS.convert(limit);
    }

    private Duration idle(IdleClock clock) {
        long until = state == ConnectionState.CLOSING ? endedNanos : System.nanoTime();
        return Duration.ofNanos(Math.max(0, until - clock.activeAt()));
    }
}
