package dev.culvert.gateway;

import dev.culvert.engine.Engine;
import dev.culvert.engine.ListenResult;
import dev.culvert.engine.ServedEndpoint;
import dev.culvert.engine.ServedPolicy;
import dev.culvert.model.Binding;
import dev.culvert.model.Ending;
import dev.culvert.model.Endpoint;
import dev.culvert.model.EndpointSpec;
import dev.culvert.model.EndpointState;
import dev.culvert.model.EndpointStatus;
import dev.culvert.model.Ingress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One endpoint's wish and fact, and the steps from one to the other. On the gateway's thread only. */
final class EndpointLife {

    /** What a drain of a single endpoint grants its connections. */
    private static final Duration DRAIN_LIMIT = Duration.ofMinutes(5);

    private final Engine engine;
    private final LivePolicy policy;
    private final EndpointRegistry registry;
    private final Executor thread;
    private Endpoint endpoint;
    private EndpointState state = new EndpointState.Offline();
    private @Nullable ServedEndpoint served;
    private int turn;

    EndpointLife(Endpoint endpoint, Engine engine, Policies policies, EndpointRegistry registry, Executor thread) {
        this.endpoint = endpoint;
        this.engine = engine;
        this.policy = new LivePolicy(policies);
        this.registry = registry;
        this.thread = thread;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    EndpointStatus status() {
        return new EndpointStatus(endpoint, state);
    }

    boolean listensOn(int port) {
        return served != null && endpoint.url().port() == port;
    }

    /** Follows the wish for the first time. */
    CompletableFuture<Void> begin() {
        return endpoint.enabled() ? listen() : settled(new EndpointState.Offline());
    }

    /** Follows a changed wish. Completes when it is followed, or has failed. */
    CompletableFuture<Void> become(Endpoint changed, Ending ending) {
        endpoint = changed;
        if (!changed.enabled()) {
            return served == null
                    ? settled(new EndpointState.Offline())
                    : rest(ending == Ending.KEEP ? Ending.DRAIN : ending);
        }
        ServedEndpoint next = served == null ? null : toServe().served();
        if (served != null && next != null && next.listensWhere(served)) {
            engine.update(next);
            policy.takeOver();
            served = next;
            if (ending != Ending.KEEP) {
                engine.end(changed.id(), ending, DRAIN_LIMIT);
            }
            return settled(state);
        }
        if (served == null) {
            return listen();
        }
        served = null;
        return engine.stop(changed.id(), ending, DRAIN_LIMIT).unbound().thenComposeAsync(done -> listen(), thread);
    }

    /** Stops for good. Completes when the port is free. */
    CompletableFuture<Void> end(Ending ending) {
        turn++;
        served = null;
        return engine.stop(endpoint.id(), ending, DRAIN_LIMIT).unbound();
    }

    private CompletableFuture<Void> listen() {
        int mine = ++turn;
        Servable next = toServe();
        ServedEndpoint version = next.served();
        if (version == null) {
            return settled(new EndpointState.Failed(next.obstacle(), Instant.now()));
        }
        policy.takeOver();
        settle(new EndpointState.Starting());
        return engine.start(version).thenAcceptAsync(result -> listened(mine, version, result), thread);
    }

    private void listened(int mine, ServedEndpoint attempt, ListenResult result) {
        if (mine != turn) {
            return;
        }
        switch (result) {
            case ListenResult.Listening listening -> {
                served = attempt;
                settle(new EndpointState.Online(listening.addresses(), Instant.now()));
            }
            case ListenResult.Refused refused ->
                settle(new EndpointState.Failed(registry.sentence(endpoint.id(), refused), Instant.now()));
        }
    }

    private CompletableFuture<Void> rest(Ending ending) {
        int mine = ++turn;
        served = null;
        Engine.Stopping stopping = engine.stop(endpoint.id(), ending, DRAIN_LIMIT);
        settle(new EndpointState.Draining(Instant.now()));
        var unused = stopping.ended().thenRunAsync(() -> rested(mine), thread);
        return stopping.unbound();
    }

    private void rested(int mine) {
        if (mine == turn) {
            settle(new EndpointState.Offline());
        }
    }

    private void settle(EndpointState next) {
        state = next;
        registry.publish();
    }

    private CompletableFuture<Void> settled(EndpointState next) {
        settle(next);
        return CompletableFuture.completedFuture(null);
    }

    private Servable toServe() {
        EndpointSpec spec = endpoint.spec();
        Optional<Ingress> ingress = registry.ingresses().of(spec.url().host());
        boolean internal = spec.binding() == Binding.INTERNAL;
        if (ingress.isEmpty() && !internal) {
            return new Servable(
                    null, "'" + spec.url().host() + "' is not a host of this machine any more; change the URL.");
        }
        String taken = internal ? "" : registry.claim(spec.url().port());
        if (!taken.isEmpty()) {
            return new Servable(null, taken);
        }
        Optional<ServedPolicy> decides = policy.of(
                endpoint, internal ? "internal" : ingress.orElseThrow().name());
        if (decides.isEmpty()) {
            return new Servable(null, policy.obstacle());
        }
        return new Servable(
                new ServedEndpoint(
                        endpoint.id(),
                        spec.name(),
                        spec.url().toString(),
                        internal ? List.of() : ingress.orElseThrow().bind(),
                        spec.url().port(),
                        spec.upstream(),
                        spec.proxyProtocol(),
                        spec.limits(),
                        decides.get(),
                        spec.upstreamTls(),
                        TrustedNetworks.set(spec.trustedProxies()),
                        spec.poolingEnabled(),
                        spec.healthCheck()),
                "");
    }

    /** What the engine is to be given, or why there is nothing. */
    private record Servable(@Nullable ServedEndpoint served, String obstacle) {}
}
