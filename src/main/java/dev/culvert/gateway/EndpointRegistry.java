package dev.culvert.gateway;

import dev.culvert.engine.Engine;
import dev.culvert.engine.ListenResult;
import dev.culvert.model.Ending;
import dev.culvert.model.Endpoint;
import dev.culvert.model.EndpointDraft;
import dev.culvert.model.EndpointField;
import dev.culvert.model.EndpointId;
import dev.culvert.model.EndpointSpec;
import dev.culvert.model.EndpointStatus;
import dev.culvert.model.FieldProblem;
import dev.culvert.model.event.EventType;
import dev.culvert.store.EndpointTable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The endpoints that exist. Changes run on the gateway's thread; {@link #statuses()}, {@link #check} and
 * {@link #keepAlive} may be called by any.
 */
final class EndpointRegistry {

    private static final Logger log = LoggerFactory.getLogger(EndpointRegistry.class);

    /** As long as ngrok tolerates an agent's silence (NGROK.md 1.7). */
    private static final Duration TOLERANCE = Duration.ofSeconds(15);

    private final EndpointTable table;
    private final Audit audit;
    private final Engine engine;
    private final Policies policies;
    private final Executor thread;
    private final ListenFailure failures = new ListenFailure(new ListeningPorts());
    private final FreePort freePort = new FreePort(RandomGenerator.getDefault());
    private final Map<EndpointId, EndpointLife> lives = new LinkedHashMap<>();
    private final Map<EndpointId, Instant> signs = new ConcurrentHashMap<>();
    private volatile List<EndpointStatus> statuses = List.of();
    private volatile Ingresses ingresses = Ingresses.detect();

    EndpointRegistry(EndpointTable table, Audit audit, Engine engine, Policies policies, Executor thread) {
        this.table = table;
        this.audit = audit;
        this.engine = engine;
        this.policies = policies;
        this.thread = thread;
    }

    List<EndpointStatus> statuses() {
        return statuses;
    }

    Ingresses ingresses() {
        return ingresses;
    }

    List<FieldProblem> check(EndpointDraft draft, @Nullable EndpointId editing) {
        List<Endpoint> all = endpoints(statuses);
        Endpoint before =
                all.stream().filter(e -> e.id().equals(editing)).findFirst().orElse(null);
        return new EndpointCheck(draft, before, ingresses, policies, all).problems();
    }

    CompletableFuture<Void> load() {
        List<CompletableFuture<EndpointStatus>> starts = table.all().stream()
                .map(e -> begin(e).thenApply(life -> life.status()))
                .toList();
        return CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new));
    }

    CompletableFuture<EndpointStatus> create(EndpointDraft draft, boolean temporary) {
        ingresses = Ingresses.detect();
        EndpointSpec spec = spec(draft, null);
        Instant now = now();
        var endpoint = new Endpoint(Ids.endpoint(), spec, isEnabled(draft), temporary, now, now);
        return keepAndBegin(endpoint);
    }

    CompletableFuture<EndpointStatus> restore(Endpoint endpoint) {
        ingresses = Ingresses.detect();
        if (lives.containsKey(endpoint.id())) {
            return CompletableFuture.completedFuture(life(endpoint.id()).status());
        }
        spec(EndpointDraft.of(endpoint), endpoint);
        return keepAndBegin(endpoint);
    }

    CompletableFuture<EndpointStatus> update(EndpointId id, EndpointDraft changes, Ending ending) {
        ingresses = Ingresses.detect();
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
        keep(changed, EventType.ENDPOINT_UPDATED);
        return life.become(changed, ending).thenApply(done -> life.status());
    }

    CompletableFuture<Endpoint> delete(EndpointId id, Ending ending) {
        EndpointLife life = life(id);
        Runnable change = life.endpoint().temporary() ? () -> {} : () -> table.delete(id);
        audit.audit(change, EventType.ENDPOINT_DELETED, AuditObjects.of(life.endpoint()));
        lives.remove(id);
        signs.remove(id);
        publish();
        return life.end(ending).thenApply(done -> life.endpoint());
    }

    boolean keepAlive(EndpointId id) {
        return signs.computeIfPresent(id, (key, last) -> Instant.now()) != null;
    }

    /** Ends the temporary endpoints whose makers have been silent for too long. */
    void endForsaken() {
        Instant limit = Instant.now().minus(TOLERANCE);
        signs.forEach((id, sign) -> {
            if (sign.isBefore(limit)) {
                log.info("The command that made the endpoint {} has gone; the endpoint ends.", id);
                ScopedValue.where(Principal.CURRENT, Principal.CULVERT).run(() -> {
                    var unused = delete(id, Ending.CLOSE);
                });
            }
        });
    }

    private CompletableFuture<EndpointStatus> keepAndBegin(Endpoint endpoint) {
        keep(endpoint, EventType.ENDPOINT_CREATED);
        if (endpoint.temporary()) {
            signs.put(endpoint.id(), Instant.now());
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
        var check = new EndpointCheck(draft, before, ingresses, policies, endpoints(statuses));
        return check.spec(check.leavesUrlOpen() ? anyUrl() : "");
    }

    OptionalInt freePort() {
        Set<Integer> taken =
                lives.values().stream().map(l -> l.endpoint().url().port()).collect(Collectors.toSet());
        return freePort.pick(taken);
    }

    private String anyUrl() {
        int port = freePort()
                .orElseThrow(() -> new Rejection(List.of(new FieldProblem(
                        EndpointField.URL.wireName(),
                        "ERR_NGROK_503",
                        "No free port was found from 20000 to 29999; write a URL with a port."))));
        return "tcp://" + ingresses.local().host() + ":" + port;
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
