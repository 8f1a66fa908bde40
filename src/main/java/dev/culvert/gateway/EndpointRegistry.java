package dev.culvert.gateway;

import dev.culvert.engine.Engine;
import dev.culvert.engine.ListenResult;
import dev.culvert.model.Binding;
import dev.culvert.model.Ending;
import dev.culvert.model.Endpoint;
import dev.culvert.model.EndpointDraft;
import dev.culvert.model.EndpointField;
import dev.culvert.model.EndpointId;
import dev.culvert.model.EndpointSpec;
import dev.culvert.model.EndpointStatus;
import dev.culvert.model.EndpointUrl;
import dev.culvert.model.FieldProblem;
import dev.culvert.model.HostPort;
import dev.culvert.model.Ingress;
import dev.culvert.model.event.EventType;
import dev.culvert.store.EndpointTable;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The endpoints that exist. Changes run on the gateway's thread; {@link #statuses()}, {@link #check} and
 * {@link #keepAlive} may be called by any.
 */
final class EndpointRegistry {

    private static final Logger log = LoggerFactory.getLogger(EndpointRegistry.class);

    private final EndpointTable table;
    private final Audit audit;
    private final Engine engine;
    private final Policies policies;
    private final AddressRegistry addresses;
    private final IngressRegistry places;
    private final Executor thread;
    private final ListenFailure failures = new ListenFailure(new ListeningPorts());
    private final Map<EndpointId, EndpointLife> lives = new LinkedHashMap<>();
    private final LifeSigns signs;
    private volatile List<EndpointStatus> statuses = List.of();

    EndpointRegistry(
            EndpointTable table,
            Audit audit,
            Engine engine,
            Policies policies,
            AddressRegistry addresses,
            IngressRegistry places,
            ScheduledExecutorService thread) {
        this.table = table;
        this.audit = audit;
        this.engine = engine;
        this.policies = policies;
        this.addresses = addresses;
        this.places = places;
        this.thread = thread;
        this.signs = new LifeSigns(thread, InstantSource.system(), this::endForsaken);
    }

    List<EndpointStatus> statuses() {
        return statuses;
    }

    Ingresses ingresses() {
        return places.now();
    }

    List<FieldProblem> check(EndpointDraft draft, @Nullable EndpointId editing) {
        return check(draft, editing, Set.of());
    }

    List<FieldProblem> check(EndpointDraft draft, @Nullable EndpointId editing, Set<EndpointId> without) {
        List<Endpoint> all = endpoints(statuses).stream()
                .filter(e -> e.id().equals(editing) || !without.contains(e.id()))
                .toList();
        Endpoint before =
                all.stream().filter(e -> e.id().equals(editing)).findFirst().orElse(null);
        return check(draft, before, all).problems();
    }

    CompletableFuture<Void> load() {
        List<Endpoint> stored = table.all();
        addresses.load(stored);
        List<CompletableFuture<EndpointStatus>> starts = stored.stream()
                .map(e -> begin(e).thenApply(life -> life.status()))
                .toList();
        return CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new));
    }

    CompletableFuture<EndpointStatus> create(EndpointDraft draft, boolean temporary) {
        places.refresh();
        EndpointSpec spec = spec(draft, null);
        Instant now = now();
        var endpoint = new Endpoint(Ids.endpoint(), spec, isEnabled(draft), temporary, now, now);
        reserve(endpoint, null);
        return keepAndBegin(endpoint);
    }

    CompletableFuture<EndpointStatus> createForThisRun(EndpointDraft draft) {
        return create(draft, true).thenApply(status -> {
            // no sign is wanted of its maker, which is this program
            signs.forget(status.id());
            return status;
        });
    }

    CompletableFuture<EndpointStatus> restore(Endpoint endpoint) {
        places.refresh();
        if (lives.containsKey(endpoint.id())) {
            return CompletableFuture.completedFuture(life(endpoint.id()).status());
        }
        spec(EndpointDraft.of(endpoint), endpoint);
        return keepAndBegin(endpoint);
    }

    CompletableFuture<EndpointStatus> update(EndpointId id, EndpointDraft changes, Ending ending) {
        places.refresh();
        EndpointLife life = life(id);
        Endpoint old = life.endpoint();
        EndpointDraft whole = EndpointDraft.of(old).with(changes);
        String type = whole.text(EndpointField.TYPE);
        if (!old.spec().kind().wireName().equals(type) && changes.fields().contains(EndpointField.TYPE)) {
            throw new Rejection(List.of(new FieldProblem(
                    EndpointField.TYPE.wireName(),
                    "ERR_NGROK_215",
                    "The type of an endpoint cannot be changed; make another endpoint.")));
        }
        EndpointSpec spec = spec(whole, old);
        var changed = new Endpoint(id, spec, isEnabled(whole), old.temporary(), old.createdAt(), now());
        reserve(changed, old);
        keep(changed, EventType.ENDPOINT_UPDATED);
        CompletableFuture<Void> done = life.become(changed, ending);
        publish();
        addresses.settle();
        return done.thenApply(nothing -> life.status());
    }

    CompletableFuture<Endpoint> delete(EndpointId id, Ending ending) {
        EndpointLife life = life(id);
        Runnable change = life.endpoint().temporary() ? () -> {} : () -> table.delete(id);
        audit.audit(change, EventType.ENDPOINT_DELETED, AuditObjects.of(life.endpoint()));
        lives.remove(id);
        signs.forget(id);
        publish();
        addresses.settle();
        return life.end(ending).thenApply(done -> life.endpoint());
    }

    /** What the user's own ingress carries follows an edit of it; open connections stay. */
    CompletableFuture<Void> follow(Ingress before, Ingress after) {
        return CompletableFuture.allOf(List.copyOf(lives.values()).stream()
                .filter(life -> life.endpoint().spec().binding() == Binding.PUBLIC)
                .map(life -> follow(life, before, after))
                .toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<?> follow(EndpointLife life, Ingress before, Ingress after) {
        Endpoint old = life.endpoint();
        Endpoint moved = old;
        if (old.url().host().equals(before.host()) && !before.host().equals(after.host())) {
            String url = "tcp://" + new HostPort(after.host(), old.url().port());
            EndpointDraft draft = EndpointDraft.of(old).with(EndpointField.URL, url);
            var check = new EndpointCheck(draft, old, places.now(), policies, endpoints(statuses));
            moved = new Endpoint(old.id(), check.spec(url), old.enabled(), old.temporary(), old.createdAt(), now());
            keep(moved, EventType.ENDPOINT_UPDATED);
        } else if (!after.hosts().contains(old.url().host())) {
            return CompletableFuture.completedFuture(null);
        }
        return life.become(moved, Ending.KEEP);
    }

    /** A port that the user chose for an endpoint is the user's from now on; that of a temporary endpoint goes with it. */
    private void reserve(Endpoint endpoint, @Nullable Endpoint before) {
        boolean isNew = before == null || !before.url().equals(endpoint.url());
        if (isNew && endpoint.spec().binding() == Binding.PUBLIC && !endpoint.temporary()) {
            addresses.reserveFor(endpoint.url());
        }
    }

    boolean keepAlive(EndpointId id) {
        return signs.renew(id);
    }

    /** Ends a temporary endpoint whose maker has been silent for too long. */
    private void endForsaken(EndpointId id) {
        log.info("The command that made the endpoint {} has gone; the endpoint ends.", id);
        ScopedValue.where(Principal.CURRENT, Principal.CULVERT).run(() -> {
            var unused = delete(id, Ending.CLOSE);
        });
    }

    private CompletableFuture<EndpointStatus> keepAndBegin(Endpoint endpoint) {
        keep(endpoint, EventType.ENDPOINT_CREATED);
        if (endpoint.temporary()) {
            signs.await(endpoint.id());
        }
        return begin(endpoint).thenApply(EndpointLife::status);
    }

    private CompletableFuture<EndpointLife> begin(Endpoint endpoint) {
        var life = new EndpointLife(endpoint, engine, policies, this, thread);
        lives.put(endpoint.id(), life);
        return life.begin().thenApply(done -> life);
    }

    /** A temporary endpoint is in the events only. */
    private void keep(Endpoint endpoint, EventType type) {
        Runnable change = endpoint.temporary() ? () -> {} : () -> table.save(endpoint);
        audit.audit(change, type, AuditObjects.of(endpoint));
    }

    private EndpointSpec spec(EndpointDraft draft, @Nullable Endpoint before) {
        EndpointCheck check = check(draft, before, endpoints(statuses));
        return check.spec(check.leavesUrlOpen() ? anyUrl() : "");
    }

    private EndpointCheck check(EndpointDraft draft, @Nullable Endpoint before, List<Endpoint> all) {
        Predicate<EndpointUrl> mayBeUsed = url -> !addresses.isStrict() || addresses.isGiven(url);
        return new EndpointCheck(draft, before, places.now(), policies, all, mayBeUsed);
    }

    /** Takes a port for an endpoint; answers what stands in the way, empty if nothing does. */
    String claim(int port) {
        return addresses.claim(port);
    }

    private String anyUrl() {
        int port = addresses
                .offer()
                .orElseThrow(() -> new Rejection(List.of(new FieldProblem(
                        EndpointField.URL.wireName(),
                        "ERR_NGROK_503",
                        "No free port was found from 20000 to 29999; write a URL with a port."))));
        return "tcp://" + places.now().local().host() + ":" + port;
    }

    /** Why a listener failed, in a sentence. */
    String sentence(EndpointId id, ListenResult.Refused refused) {
        List<String> neighbours = lives.values().stream()
                .filter(l -> !l.endpoint().id().equals(id)
                        && l.listensOn(refused.address().getPort()))
                .map(l -> l.endpoint().name())
                .toList();
        return failures.sentence(refused, neighbours);
    }

    /** Makes what has changed visible to every thread. */
    void publish() {
        statuses = lives.values().stream().map(EndpointLife::status).toList();
    }

    private EndpointLife life(EndpointId id) {
        EndpointLife life = lives.get(id);
        if (life == null) {
            throw new NotFound(id);
        }
        return life;
    }

    private static boolean isEnabled(EndpointDraft draft) {
        return !"false".equalsIgnoreCase(draft.text(EndpointField.ENABLED));
    }

    private static List<Endpoint> endpoints(List<EndpointStatus> statuses) {
        return statuses.stream().map(EndpointStatus::endpoint).toList();
    }

    /** To the microsecond, as the store keeps it, so that an endpoint is the same before and after a restart. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
