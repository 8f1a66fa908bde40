package dev.culvert.engine.netty;

import dev.culvert.engine.ConnectionListener;
import dev.culvert.engine.Engine;
import dev.culvert.engine.ListenResult;
import dev.culvert.engine.LiveConnection;
import dev.culvert.engine.LoopPace;
import dev.culvert.engine.ServedEndpoint;
import dev.culvert.engine.TlsAuthoritySource;
import dev.culvert.engine.TlsCredentialSource;
import dev.culvert.engine.Traffic;
import dev.culvert.engine.netty.tls.TlsClient;
import dev.culvert.engine.netty.tls.TlsServer;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.Ending;
import dev.culvert.model.EndpointId;
import dev.culvert.model.UpstreamHealth;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * The engine on Netty. Client and upstream of a connection live on one event loop, which alone touches them; the
 * threads are named {@code io-1} and so on, and are this class's own.
 */
public final class NettyEngine implements Engine {

    /** What a shutdown grants sockets and threads beyond the drain. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final EngineCore core;
    private final Listeners listeners;
    private final String title;
    private final ConcurrentMap<EndpointId, RunningEndpoint> running = new ConcurrentHashMap<>();
    private final ConcurrentMap<EndpointId, Ledger> ledgers = new ConcurrentHashMap<>();
    private final AtomicBoolean down = new AtomicBoolean();

    /**
     * An engine that moves bytes in the fastest way that works on this machine, unless the environment's
     * {@code CULVERT_RELAY} says otherwise. Its threads start now.
     *
     * @param listener hears how connections end
     * @param resolver where names are looked up, which may take long; best a thread for each
     * @param credentials where {@code terminate-tls} gets its certificates; asked on the resolver's threads
     * @param authorities where the authorities of upstreams' certificates come from; likewise
     * @param eventLoops how many threads move bytes, at least 1
     */
    public NettyEngine(
            ConnectionListener listener,
            Executor resolver,
            TlsCredentialSource credentials,
            TlsAuthoritySource authorities,
            int eventLoops) {
        this(
                listener,
                resolver,
                InetAddress::getAllByName,
                new TlsServer(credentials, resolver),
                new TlsClient(authorities, resolver),
                eventLoops,
                RelayMode.chosen(System.getenv(RelayMode.VARIABLE)));
    }

    NettyEngine(
            ConnectionListener listener,
            Executor resolver,
            UpstreamConnector.Names names,
            TlsServer tls,
            TlsClient upstreamTls,
            int eventLoops,
            RelayMode mode) {
        this(
                EngineCore.of(
                        mode,
                        eventLoops,
                        new ConnectionRegistry(listener),
                        new UpstreamConnector(resolver, names),
                        tls,
                        upstreamTls),
                mode.title());
    }

    NettyEngine(EngineCore core, String title) {
        this.core = core;
        this.listeners = new Listeners(core);
        this.title = title;
    }

    @Override
    public CompletableFuture<ListenResult> start(ServedEndpoint endpoint) {
        if (down.get()) {
            return CompletableFuture.completedFuture(RunningEndpoint.stoppedMeanwhile(endpoint));
        }
        Ledger ledger = ledgers.computeIfAbsent(
                endpoint.id(), id -> new Ledger(core.loops().count()));
        if (running.containsKey(endpoint.id())) {
            throw new IllegalArgumentException("The endpoint " + endpoint.id() + " is being served already");
        }
        var next = new RunningEndpoint(endpoint, ledger, core, listeners);
        running.put(endpoint.id(), next);
        return next.start().whenComplete((result, problem) -> {
            if (!(result instanceof ListenResult.Listening)) {
                running.remove(endpoint.id(), next);
            }
        });
    }

    @Override
    public void update(ServedEndpoint endpoint) {
        RunningEndpoint current = running.get(endpoint.id());
        if (current == null) {
            throw new IllegalArgumentException("The endpoint " + endpoint.id() + " is not being served");
        }
        current.update(endpoint);
    }

    @Override
    public Stopping stop(EndpointId endpoint, Ending ending, Duration drainLimit) {
        RunningEndpoint current = running.remove(endpoint);
        if (current == null) {
            end(endpoint, ending, drainLimit);
            return new Stopping(CompletableFuture.completedFuture(null), CompletableFuture.completedFuture(null));
        }
        CompletableFuture<Void> unbound = current.stop();
        end(ending, drainLimit, openNow(endpoint).or(current::accepted), current::turnAway);
        return new Stopping(
                unbound, ending == Ending.KEEP ? unbound : current.ledger().drained());
    }

    @Override
    public void end(EndpointId endpoint, Ending ending, Duration drainLimit) {
        end(ending, drainLimit, openNow(endpoint), () -> {});
    }

    private void end(Ending ending, Duration drainLimit, Predicate<Connection> which, Runnable first) {
        Runnable closing = () -> {
            first.run();
            core.registry().stop(which);
        };
        switch (ending) {
            case KEEP -> {}
            case DRAIN -> core.loops().later(closing, drainLimit);
            case CLOSE -> closing.run();
        }
    }

    private Predicate<Connection> openNow(EndpointId endpoint) {
        ConnectionId newest = core.ids().next(Instant.now());
        return c -> c.goesThrough(endpoint) && c.id().compareTo(newest) < 0;
    }

    @Override
    public boolean kill(ConnectionId connection) {
        return core.registry().kill(connection);
    }

    @Override
    public Collection<? extends LiveConnection> connections() {
        return core.registry().all();
    }

    @Override
    public Traffic traffic(EndpointId endpoint) {
        Ledger ledger = ledgers.get(endpoint);
        return ledger == null ? Traffic.NONE : ledger.traffic();
    }

    @Override
    public Optional<String> hindrance(EndpointId endpoint) {
        RunningEndpoint current = running.get(endpoint);
        return current == null ? Optional.empty() : current.hindrance();
    }

    @Override
    public List<LoopPace> paces() {
        return core.loops().all().stream()
                .map(loop -> loop.pace().read(loop.index() + 1))
                .toList();
    }

    @Override
    public UpstreamHealth health(EndpointId endpoint) {
        RunningEndpoint current = running.get(endpoint);
        return current == null ? new UpstreamHealth.Unknown() : current.health();
    }

    @Override
    public String description() {
        int count = core.loops().count();
        return title + ", " + count + (count == 1 ? " event loop" : " event loops");
    }

    @Override
    public void shutdown(Duration drainLimit) {
        if (!down.compareAndSet(false, true)) {
            return;
        }
        running.keySet().forEach(id -> {
            Stopping stopping = stop(id, drainLimit.isPositive() ? Ending.DRAIN : Ending.CLOSE, drainLimit);
            assert stopping != null;
        });
        CompletableFuture<?> drained = CompletableFuture.allOf(
                ledgers.values().stream().map(Ledger::drained).toArray(CompletableFuture[]::new));
        Patience.await(drained, drainLimit);
        core.registry().stop(c -> true);
        Patience.await(drained, GRACE);
        core.loops().shutdown(GRACE);
        if (core.rawSockets() != null) {
            core.rawSockets().close();
        }
    }
}
