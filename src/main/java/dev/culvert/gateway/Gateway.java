package dev.culvert.gateway;

import dev.culvert.engine.Engine;
import dev.culvert.engine.LiveConnection;
import dev.culvert.engine.LoopPace;
import dev.culvert.engine.Traffic;
import dev.culvert.gateway.geo.GeoDatabase;
import dev.culvert.gateway.geo.GeoSetting;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.Ending;
import dev.culvert.model.Endpoint;
import dev.culvert.model.EndpointDraft;
import dev.culvert.model.EndpointId;
import dev.culvert.model.EndpointStatus;
import dev.culvert.model.FieldProblem;
import dev.culvert.model.Ingress;
import dev.culvert.model.UpstreamHealth;
import dev.culvert.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one door to the control plane. Any thread may call it and none waits: what changes something is done on the
 * gateway's own thread, one after the other, and answers by a future. A future ends with {@link Rejection} where the
 * request is wrong and with {@link NotFound} where its subject does not exist.
 */
public final class Gateway {

    private final EndpointRegistry registry;
    private final Engine engine;
    private final History history;
    private final Retention retention;
    private final EventDesk events;
    private final IpPolicyRegistry ipPolicies;
    private final IngressRegistry ingressRegistry;
    private final AddressRegistry addresses;
    private final DomainRegistry domains;
    private final GeoSetting geo;
    private final Runnable refreshGeo;
    private final Policies policies;
    private final ScheduledExecutorService thread;
    private final GatewayThread work;
    private volatile @Nullable ConfigState config;

    /**
     * A gateway over an engine and a store. Nothing is listening until {@link #start()}.
     *
     * @param thread the gateway's one thread
     */
    public Gateway(Store store, Engine engine, History history, ScheduledExecutorService thread) {
        this(store, engine, history, thread, AddressSetup.alone());
    }

    /** The same on a machine that others share. */
    public Gateway(Store store, Engine engine, History history, ScheduledExecutorService thread, AddressSetup setup) {
        this.events = new EventDesk(store);
        this.ipPolicies = new IpPolicyRegistry(store.ipPolicies(), events.audit());
        var database = new GeoDatabase();
        this.geo = new GeoSetting(store.settings(), database);
        this.refreshGeo = database::refresh;
        this.policies = new Policies(ipPolicies, database);
        this.work = new GatewayThread(thread);
        this.ingressRegistry = new IngressRegistry(store.ingresses(), work, new IngressUsers(this));
        this.domains = new DomainRegistry(store.domains(), ingressRegistry, setup, work);
        this.addresses = new AddressRegistry(
                store.addresses(), events.audit(), store.settings(), ingressRegistry, setup, work, this::endpoints);
        this.registry = new EndpointRegistry(
                store.endpoints(), events.audit(), engine, policies, addresses, ingressRegistry, thread);
        this.engine = engine;
        this.history = history;
        this.retention = new Retention(store, Clock.systemUTC());
        this.thread = thread;
    }

    /** Finds the stored endpoints and switches the enabled ones on. Completes when each listens or has failed. */
    public CompletableFuture<Void> start() {
        geo.load();
        var unused = thread.scheduleWithFixedDelay(refreshGeo, 1, 1, TimeUnit.MINUTES);
        var unusedToo = thread.scheduleWithFixedDelay(addresses::keepUp, 1, 1, TimeUnit.MINUTES);
        return onThread(registry::load);
    }

    /** All endpoints, wish and fact, the oldest first. The same list object until something changes. */
    public List<EndpointStatus> endpoints() {
        return registry.statuses();
    }

    /** The endpoint with that id. */
    public Optional<EndpointStatus> endpoint(EndpointId id) {
        return endpoints().stream().filter(s -> s.id().equals(id)).findFirst();
    }

    /** Where addresses can live on this machine. */
    public Ingresses ingresses() {
        return ingressRegistry.now();
    }

    /** The ingresses, to be changed. */
    public IngressRegistry ingressRegistry() {
        return ingressRegistry;
    }

    /** The TCP addresses that are reserved. */
    public AddressRegistry addresses() {
        return addresses;
    }

    /** The user's custom domains. */
    public DomainRegistry domains() {
        return domains;
    }

    CompletableFuture<Void> follow(Ingress before, Ingress after) {
        return registry.follow(before, after);
    }

    /**
     * What is wrong with a draft, without doing anything.
     *
     * @param editing the endpoint that the draft would change; null for a new one
     */
    public List<FieldProblem> check(EndpointDraft draft, @Nullable EndpointId editing) {
        return registry.check(draft, editing);
    }

    /**
     * The same as if some endpoints were not there.
     *
     * @param without those that are about to change as well
     */
    public List<FieldProblem> check(EndpointDraft draft, @Nullable EndpointId editing, Set<EndpointId> without) {
        return registry.check(draft, editing, without);
    }

    /** Checks drafts by themselves, with what policies may name here. */
    public DraftCheck drafts() {
        return new DraftCheck(policies);
    }

    /** How it stands with the configuration file; empty if none is followed. */
    public Optional<ConfigState> config() {
        return Optional.ofNullable(config);
    }

    /** Says how it stands with the configuration file. */
    public void tellConfig(ConfigState state) {
        config = state;
    }

    /**
     * Makes an endpoint and, unless the draft says otherwise, switches it on. Completes when it listens or has failed.
     *
     * @param temporary whether it ends when {@link #keepAlive} is not called for 15 seconds, and is never stored
     */
    public CompletableFuture<EndpointStatus> create(EndpointDraft draft, boolean temporary) {
        return onThread(() -> registry.create(draft, temporary));
    }

    /** The same for an endpoint that is never stored and ends with this gateway. */
    public CompletableFuture<EndpointStatus> createForThisRun(EndpointDraft draft) {
        return onThread(() -> registry.createForThisRun(draft));
    }

    /**
     * Changes the fields that are given. Completes when the endpoint listens as changed, has failed, or is off.
     *
     * @param ending what becomes of its open connections
     */
    public CompletableFuture<EndpointStatus> update(EndpointId id, EndpointDraft changes, Ending ending) {
        return onThread(() -> registry.update(id, changes, ending));
    }

    /** Deletes an endpoint and answers what it was, for {@link #restore}. Completes when its port is free. */
    public CompletableFuture<Endpoint> delete(EndpointId id, Ending ending) {
        return onThread(() -> registry.delete(id, ending));
    }

    /** Brings a deleted endpoint back as it was, id included. */
    public CompletableFuture<EndpointStatus> restore(Endpoint endpoint) {
        return onThread(() -> registry.restore(endpoint));
    }

    /** A random free port of the default ingress, kept for the caller for half an hour; empty if none was found. */
    public CompletableFuture<OptionalInt> freePort() {
        return work.call(addresses::offer);
    }

    /** Says that the maker of a temporary endpoint is still there; false if there is no such endpoint. */
    public boolean keepAlive(EndpointId id) {
        return registry.keepAlive(id);
    }

    /** The connections that are open now: a view that changes under the reader, in no order. */
    public Collection<? extends LiveConnection> connections() {
        return engine.connections();
    }

    /** Ends a connection; false if there is none with that id. */
    public boolean kill(ConnectionId id) {
        return engine.kill(id);
    }

    /** What went through an endpoint since it was first switched on in this run. */
    public Traffic traffic(EndpointId id) {
        return engine.traffic(id);
    }

    /** Why an endpoint that is online cannot accept clients at the moment, in the system's words; empty if it can. */
    public Optional<String> hindrance(EndpointId id) {
        return engine.hindrance(id);
    }

    /** What the health check of an endpoint's upstream has found. */
    public UpstreamHealth health(EndpointId id) {
        return engine.health(id);
    }

    /**
     * Whether an endpoint's policy has HTTP phases, so that requests are told apart. Compiles the policy, which takes some
     * milliseconds.
     */
    public boolean hasHttpPhases(EndpointId id) {
        return endpoint(id)
                .map(s -> s.endpoint().spec())
                .filter(spec -> policies.hasHttpPhases(spec.trafficPolicy(), spec.kind()))
                .isPresent();
    }

    /** A number that is another one after a byte, a connection, an endpoint or the history has moved; cheap to ask for. */
    public long activity() {
        List<EndpointStatus> endpoints = endpoints();
        long sum = 31L * System.identityHashCode(endpoints) + history.version() + 11 * history.writtenRequests();
        for (EndpointStatus status : endpoints) {
            Traffic traffic = engine.traffic(status.id());
            sum = 31 * sum + 7 * traffic.accepted() + traffic.open() + 3 * traffic.bytesIn() + 5 * traffic.bytesOut();
            sum = 31 * sum + engine.hindrance(status.id()).hashCode();
            sum = 31 * sum + engine.health(status.id()).hashCode();
        }
        return sum;
    }

    /** How the engine's event loops keep their time. */
    public List<LoopPace> paces() {
        return engine.paces();
    }

    /** How the engine moves bytes, in words. */
    public String engineDescription() {
        return engine.description();
    }

    /** The connections that have ended. */
    public History history() {
        return history;
    }

    /** For how long they are kept. */
    public Retention retention() {
        return retention;
    }

    /** What happened, and who is told of it. */
    public EventDesk events() {
        return events;
    }

    /** Runs policies on the connections of the history. */
    public Replayer replayer() {
        return new Replayer(history, registry);
    }

    /** Which databases of places policies use. */
    public GeoSetting geo() {
        return geo;
    }

    /** The IP policies that traffic policies may name; to change them waits for the disk. */
    public IpPolicyRegistry ipPolicies() {
        return ipPolicies;
    }

    /** The policy language, as policies are checked and run here. */
    public Policies policies() {
        return policies;
    }

    /** Ends everything: no more changes, then the engine drains until the limit. Waits for that. */
    public void stop(Duration drainLimit) {
        thread.shutdown();
        events.close();
        engine.shutdown(drainLimit);
        // what was under way must not find its ports given up
        boolean unused = awaitEnd();
        addresses.close();
    }

    private boolean awaitEnd() {
        try {
            return thread.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private <T> CompletableFuture<T> onThread(Supplier<CompletableFuture<T>> change) {
        return work.run(change);
    }
}
