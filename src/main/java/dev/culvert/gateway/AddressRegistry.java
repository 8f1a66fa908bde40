package dev.culvert.gateway;

import dev.culvert.model.Binding;
import dev.culvert.model.Endpoint;
import dev.culvert.model.EndpointStatus;
import dev.culvert.model.EndpointUrl;
import dev.culvert.model.FieldProblem;
import dev.culvert.model.Ingress;
import dev.culvert.model.TcpAddress;
import dev.culvert.model.event.EventType;
import dev.culvert.store.AddressTable;
import dev.culvert.store.SettingTable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The TCP addresses that are reserved. Reading does not wait and may be done by any thread; changes are done on the gateway's
 * thread and answer by a future, which ends with {@link Rejection}, {@link NotFound} or {@link InUse} where they cannot be.
 *
 * <p>An endpoint on a port that its user chose reserves it at once. A port that Culvert picked for an endpoint, and that of a
 * temporary endpoint, is not reserved: it goes with the endpoint.
 */
public final class AddressRegistry {

    private static final String STRICT = "addresses.strict";
    private static final String ADOPTED = "addresses.adopted";

    private final AddressTable table;
    private final Audit audit;
    private final SettingTable settings;
    private final IngressRegistry ingresses;
    private final PortLedger ports;
    private final PortChoice choice;
    private final GatewayThread thread;
    private final Supplier<List<EndpointStatus>> endpoints;
    private final boolean isStrictRun;
    private volatile List<TcpAddress> all;
    private volatile boolean isStrictBySetting;

    AddressRegistry(
            AddressTable table,
            Audit audit,
            SettingTable settings,
            IngressRegistry ingresses,
            AddressSetup setup,
            GatewayThread thread,
            Supplier<List<EndpointStatus>> endpoints) {
        this.table = table;
        this.audit = audit;
        this.settings = settings;
        this.ingresses = ingresses;
        this.ports = new PortLedger(setup.claims());
        this.choice = new PortChoice(ports, ingresses, this::all, endpoints);
        this.thread = thread;
        this.endpoints = endpoints;
        this.isStrictRun = setup.strict();
        this.isStrictBySetting = settings.get(STRICT).filter("true"::equals).isPresent();
        this.all = table.all();
    }

    /** All addresses, the oldest first; the same list object until something changes. */
    public List<TcpAddress> all() {
        return all;
    }

    /** The address with that id. */
    public Optional<TcpAddress> find(String id) {
        return all.stream().filter(a -> a.id().equals(id)).findFirst();
    }

    /** The address that a URL is at, if it is reserved. */
    public Optional<TcpAddress> of(EndpointUrl url) {
        return ingresses
                .now()
                .of(url.host())
                .flatMap(ingress -> all.stream()
                        .filter(a -> a.ingress().equals(ingress.id()) && a.port() == url.port())
                        .findFirst());
    }

    /** The endpoints at an address. */
    public List<Endpoint> users(TcpAddress address) {
        return endpoints.get().stream()
                .map(EndpointStatus::endpoint)
                .filter(e -> PortChoice.isAt(e, address.port()))
                .filter(e -> isOn(e.url(), address.ingress()))
                .toList();
    }

    private boolean isOn(EndpointUrl url, String ingress) {
        return ingresses
                .now()
                .of(url.host())
                .filter(i -> i.id().equals(ingress))
                .isPresent();
    }

    /** An address as its ingress writes it now, {@code localhost:20000}. */
    public String text(TcpAddress address) {
        return ingresses.now().text(address);
    }

    /** Whether endpoints on ports that nobody reserved are refused, as ngrok does. */
    public boolean isStrict() {
        return isStrictRun || isStrictBySetting;
    }

    /** Whether that is so in this run whatever the setting says. */
    public boolean isStrictRun() {
        return isStrictRun;
    }

    /** Refuses endpoints on ports that nobody reserved from now on, or reserves such ports at once. */
    public CompletableFuture<Boolean> setStrict(boolean strict) {
        return thread.call(() -> {
            settings.put(STRICT, Boolean.toString(strict));
            isStrictBySetting = strict;
            return strict;
        });
    }

    /**
     * Reserves an address.
     *
     * @param region an ingress by its id or name, or one of ngrok's region codes; empty for the default one
     * @param port the port; empty for a random one
     */
    public CompletableFuture<TcpAddress> reserve(String region, String port, String description, String metadata) {
        return thread.call(() -> {
            ingresses.refresh();
            List<FieldProblem> problems = new Notes(description, metadata).problems("ERR_NGROK_504", "ERR_NGROK_505");
            Ingress ingress = ingresses.now().region(region).orElse(null);
            if (ingress == null) {
                problems.addFirst(new FieldProblem("region", "ERR_NGROK_500", ingresses.unknown(region)));
            }
            int chosen = ingress == null || port.isBlank() ? 0 : choice.read(ingress, port, problems);
            if (ingress == null || !problems.isEmpty()) {
                throw new Rejection(problems);
            }
            int own = port.isBlank() ? choice.pick(ingress) : chosen;
            String name = region.isBlank() || region.strip().equals(ingress.id()) ? ingress.name() : region.strip();
            var made = new TcpAddress(Ids.tcpAddress(), ingress.id(), own, name, description, metadata, now());
            return keep(made, EventType.TCP_ADDRESS_CREATED);
        });
    }

    /** Changes the texts that are given; null leaves one as it is. */
    public CompletableFuture<TcpAddress> update(String id, @Nullable String description, @Nullable String metadata) {
        return thread.call(() -> {
            TcpAddress old = find(id).orElseThrow(() -> new NotFound(id));
            TcpAddress changed = old.described(
                    description == null ? old.description() : description,
                    metadata == null ? old.metadata() : metadata);
            List<FieldProblem> problems =
                    new Notes(changed.description(), changed.metadata()).problems("ERR_NGROK_504", "ERR_NGROK_505");
            if (!problems.isEmpty()) {
                throw new Rejection(problems);
            }
            return keep(changed, EventType.TCP_ADDRESS_UPDATED);
        });
    }

    /** Gives an address up, and answers what it was, for {@link #restore}. Refused while an endpoint uses it. */
    public CompletableFuture<TcpAddress> release(String id) {
        return thread.call(() -> {
            TcpAddress gone = find(id).orElseThrow(() -> new NotFound(id));
            List<Endpoint> users = users(gone);
            if (!users.isEmpty()) {
                throw new InUse(
                        text(gone) + " is used by " + names(users) + "; give that another URL or delete it first.");
            }
            Instant now = now();
            audit.audit(() -> table.release(gone, now), EventType.TCP_ADDRESS_DELETED, object(gone));
            ports.rest(gone.port(), now.plus(PortLedger.REST_OF_RESERVED));
            all = table.all();
            settle();
            return gone;
        });
    }

    private static String names(List<Endpoint> users) {
        return users.stream().map(e -> "the endpoint '" + e.name() + "'").collect(Collectors.joining(" and "));
    }

    /** Brings a released address back as it was, id included, unless its port has gone to somebody else. */
    public CompletableFuture<TcpAddress> restore(TcpAddress address) {
        return thread.call(() -> {
            Optional<TcpAddress> there = find(address.id());
            if (there.isPresent()) {
                return there.get();
            }
            Ingress ingress = ingresses.now().named(address.ingress()).orElseThrow(() -> new NotFound(address.id()));
            choice.obstacle(ingress, address.port()).ifPresent(why -> {
                throw new Rejection(List.of(why));
            });
            return keep(address, EventType.TCP_ADDRESS_CREATED);
        });
    }

    private TcpAddress keep(TcpAddress address, EventType what) {
        audit.audit(() -> table.save(address), what, object(address));
        all = table.all();
        settle();
        return address;
    }

    private Map<String, Object> object(TcpAddress address) {
        return AuditObjects.of(address, text(address));
    }

    /** Whether an endpoint may be at that URL as strict gateways see it: it is reserved, or Culvert has picked the port. */
    boolean isGiven(EndpointUrl url) {
        return ports.isOffered(url.port()) || of(url).isPresent();
    }

    /** Reserves the port of an endpoint's URL for its user, unless it is reserved, picked for the user, or another gateway's. */
    void reserveFor(EndpointUrl url) {
        Optional<Ingress> ingress = ingresses.now().of(url.host());
        if (ingress.isPresent() && !isGiven(url) && ports.claim(url.port())) {
            Ingress at = ingress.get();
            var made = new TcpAddress(Ids.tcpAddress(), at.id(), url.port(), at.name(), "", "", now());
            audit.audit(() -> table.save(made), EventType.TCP_ADDRESS_CREATED, object(made));
            all = table.all();
        }
    }

    /** Takes a port for an endpoint that is to listen on it; answers what stands in the way, empty if nothing does. */
    String claim(int port) {
        return choice.claim(port);
    }

    /** A random free port of the default ingress, kept for the user for a while; empty if there is none. */
    OptionalInt offer() {
        return choice.offer(ingresses.now().local());
    }

    /**
     * A random free port of an ingress, kept for the caller for half an hour; empty if there is none.
     *
     * @param ingress its id
     */
    public CompletableFuture<OptionalInt> offer(String ingress) {
        return thread.call(
                () -> ingresses.now().named(ingress).map(choice::offer).orElse(OptionalInt.empty()));
    }

    /** Claims what is reserved, and reserves what endpoints had before there were addresses. Before these begin to listen. */
    void load(List<Endpoint> stored) {
        Instant now = Instant.now();
        Map<Integer, Instant> released = table.releasedSince(now.minus(PortLedger.REST_OF_RESERVED));
        released.forEach((port, at) -> ports.rest(port, at.plus(PortLedger.REST_OF_RESERVED)));
        if (settings.get(ADOPTED).isEmpty()) {
            stored.stream().filter(e -> e.spec().binding() == Binding.PUBLIC).forEach(e -> reserveFor(e.url()));
            settings.put(ADOPTED, "true");
        }
        all.forEach(a -> ports.claim(a.port()));
    }

    /** Gives up what nobody uses any more; to be called after changes. */
    void settle() {
        ports.settle(choice.taken(true));
    }

    /** The same, and tries to get what another gateway had when this one began; to be called once a minute. */
    void keepUp() {
        all.forEach(a -> ports.claim(a.port()));
        settle();
    }

    /** Gives every port up. */
    void close() {
        ports.close(choice.taken(false));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
