package dev.culvert.engine.netty;

import dev.culvert.engine.ListenResult;
import dev.culvert.engine.ListenResult.Refused;
import dev.culvert.engine.ServedEndpoint;
import dev.culvert.model.UpstreamHealth;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** An endpoint's listener together with what it serves; from the start to the stop. Called by one thread at a time. */
final class RunningEndpoint {

    private final EndpointService service;
    private final InternalEndpoints internal;
    private final SharedListener listener;
    private final HealthProbe probe;

    RunningEndpoint(ServedEndpoint endpoint, Ledger ledger, EngineCore core, Listeners listeners) {
        service = new EndpointService(endpoint, ledger, core.registry());
        internal = core.internal();
        probe = new HealthProbe(service, core);
        ledger.alsoWaitFor(service.ended());
        listener = listeners.of(service);
    }

    Ledger ledger() {
        return service.ledger();
    }

    CompletableFuture<ListenResult> start() {
        return listener.bound().thenApply(result -> {
            if (result instanceof Refused) {
                service.leave();
            } else if (service.isStopped()) {
                return stoppedMeanwhile(service.endpoint());
            } else {
                internal.add(service);
                probe.follow(service.endpoint());
            }
            return result;
        });
    }

    /**
     * Serves another version from now on.
     *
     * @throws IllegalArgumentException if that needs other sockets
     */
    void update(ServedEndpoint version) {
        if (!version.listensWhere(service.endpoint())) {
            throw new IllegalArgumentException("The endpoint " + version.id() + " would need other sockets");
        }
        service.setEndpoint(version);
        probe.follow(version);
    }

    /** Takes no more clients. Completes when its port is free, or others have it. */
    CompletableFuture<Void> stop() {
        service.setStopped();
        probe.stop();
        internal.remove(service);
        return listener.remove(service);
    }

    /** Whether a connection came in by this listener or was handed to this endpoint. */
    boolean accepted(Connection connection) {
        return connection.goesThrough(service);
    }

    /** Why no client can be accepted at the moment; empty if they can. */
    Optional<String> hindrance() {
        return Optional.ofNullable(listener.entrance().hindrance());
    }

    UpstreamHealth health() {
        return service.health();
    }

    /** Has clients closed that were accepted before the stop and are not connections yet. */
    void turnAway() {
        service.turnAway();
    }

    static Refused stoppedMeanwhile(ServedEndpoint endpoint) {
        return new Refused(
                ListenResult.Cause.OTHER,
                new InetSocketAddress(
                        endpoint.isInternal()
                                ? InetAddress.getLoopbackAddress()
                                : endpoint.bind().getFirst(),
                        endpoint.port()),
                "it was stopped before it listened");
    }
}
