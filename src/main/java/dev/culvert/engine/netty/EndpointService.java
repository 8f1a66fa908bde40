package dev.culvert.engine.netty;

import dev.culvert.engine.ServedEndpoint;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.UpstreamHealth;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One time that an endpoint is served: from a start to the end of the last connection after its stop. Any thread. */
final class EndpointService {

    private final Ledger ledger;
    private final ConnectionRegistry registry;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /** Connections, and one more for the listener as long as it is there. */
    private final AtomicInteger present = new AtomicInteger(1);

    private final ConcurrentMap<String, Throttle> throttles = new ConcurrentHashMap<>();

    private final Set<Runnable> atStop = ConcurrentHashMap.newKeySet();

    private volatile ServedEndpoint endpoint;
    private volatile UpstreamHealth health = new UpstreamHealth.Unknown();
    private volatile boolean stopped;
    private volatile boolean turnsAway;
    private volatile @Nullable String hindrance;

    EndpointService(ServedEndpoint endpoint, Ledger ledger, ConnectionRegistry registry) {
        this.endpoint = endpoint;
        this.ledger = ledger;
        this.registry = registry;
    }

    ServedEndpoint endpoint() {
        return endpoint;
    }

    void setEndpoint(ServedEndpoint version) {
        endpoint = version;
    }

    Ledger ledger() {
        return ledger;
    }

    /** The throttle that connections share under that name; made for so many bytes a second if there is none. */
    Throttle throttle(String name, long bytesPerSecond) {
        return throttles.computeIfAbsent(name, n -> new Throttle(bytesPerSecond, System.nanoTime()));
    }

    /** A client was accepted; every one of these is followed by one {@link #leave()}. */
    void enter() {
        present.incrementAndGet();
    }

    /** A connection has ended, or the listener is gone. */
    void leave() {
        if (present.decrementAndGet() == 0) {
            ended.complete(null);
        }
    }

    void ended(ClosedConnection connection) {
        ledger.closed();
        registry.remove(connection);
        leave();
    }

    /** Completes when the listener is gone and the last connection has ended. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    boolean isStopped() {
        return stopped;
    }

    void setStopped() {
        stopped = true;
        atStop.forEach(Runnable::run);
    }

    /** Has that run when it stops, or at once if it has. */
    void onStop(Runnable step) {
        atStop.add(step);
        if (stopped) {
            step.run();
        }
    }

    void forgetStop(Runnable step) {
        atStop.remove(step);
    }

    /** Whether clients that were accepted just before the stop are to be closed like the open ones. */
    boolean turnsAway() {
        return turnsAway;
    }

    void turnAway() {
        turnsAway = true;
    }

    UpstreamHealth health() {
        return health;
    }

    void setHealth(UpstreamHealth found) {
        health = found;
    }

    /** Why no client can be accepted at the moment; null if they can. */
    @Nullable String hindrance() {
        return hindrance;
    }

    /** Says that no client can be accepted; whether that is news. */
    synchronized boolean hinder(String why) { // each loop's part of the listener may say so at once
        boolean isNew = hindrance == null;
        hindrance = why;
        return isNew;
    }

    /** Clients can be accepted again. */
    void unhinder() {
        hindrance = null;
    }
}
