package dev.culvert.gateway;

import dev.culvert.gateway.address.DomainCheck;
import dev.culvert.model.CustomDomain;
import dev.culvert.model.DnsRecord;
import dev.culvert.model.DomainState;
import dev.culvert.model.FieldProblem;
import dev.culvert.model.HostRules;
import dev.culvert.model.Ingress;
import dev.culvert.model.InvalidValue;
import dev.culvert.store.DomainTable;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * The user's custom domains, and what DNS said of each. Reading does not wait and may be done by any thread; changes are done on
 * the gateway's thread, lookups where waiting is allowed, and both answer by a future.
 */
public final class DomainRegistry {

    private static final int MOST = 1_000;

    private final DomainTable table;
    private final IngressRegistry ingresses;
    private final GatewayThread thread;
    private final Executor waiting;
    private final DomainCheck check;
    private final Map<String, DomainState> states = new ConcurrentHashMap<>();
    private volatile List<CustomDomain> all;

    DomainRegistry(DomainTable table, IngressRegistry ingresses, AddressSetup setup, GatewayThread thread) {
        this.table = table;
        this.ingresses = ingresses;
        this.thread = thread;
        this.waiting = setup.waiting();
        this.check = new DomainCheck(setup.dns(), Clock.systemUTC());
        this.all = table.all();
    }

    /** All custom domains, the oldest first; the same list object until something changes. */
    public List<CustomDomain> all() {
        return all;
    }

    /** The custom domain with that id. */
    public Optional<CustomDomain> find(String id) {
        return all.stream().filter(d -> d.id().equals(id)).findFirst();
    }

    /** The custom domains that are to lead to an ingress. */
    public List<CustomDomain> of(String ingress) {
        return all.stream().filter(d -> d.ingress().equals(ingress)).toList();
    }

    /** What DNS said of a custom domain when it was last asked in this run. */
    public DomainState state(CustomDomain domain) {
        return states.getOrDefault(domain.id(), new DomainState.Unchecked());
    }

    /** The record to create for a custom domain; empty if its ingress has gone. */
    public Optional<DnsRecord> record(CustomDomain domain) {
        return ingresses.now().named(domain.ingress()).map(i -> DomainCheck.record(domain.name(), i));
    }

    /**
     * Adds a custom domain, and begins to look it up.
     *
     * @param name the name
     * @param region the ingress by its id or name; empty for the default one
     */
    public CompletableFuture<CustomDomain> create(String name, String region) {
        return thread.call(() -> {
            List<FieldProblem> problems = new ArrayList<>();
            String host = name.strip().toLowerCase(Locale.ROOT);
            try {
                checkName(host);
            } catch (InvalidValue e) {
                problems.add(new FieldProblem("name", e.code(), e.getMessage()));
            }
            Optional<Ingress> ingress = ingresses.now().region(region);
            if (ingress.isEmpty()) {
                problems.add(new FieldProblem("region", "ERR_NGROK_500", ingresses.unknown(region)));
            }
            if (!problems.isEmpty()) {
                throw new Rejection(problems);
            }
            var domain = new CustomDomain(
                    Ids.customDomain(),
                    host,
                    ingress.orElseThrow().id(),
                    Instant.now().truncatedTo(ChronoUnit.MICROS));
            table.save(domain);
            all = table.all();
            var unused = look(domain);
            return domain;
        });
    }

    private void checkName(String host) {
        if (host.isEmpty()) {
            throw new InvalidValue("Write the name that you have pointed here, such as tcp.example.com.");
        }
        HostRules.check(host);
        if (host.indexOf('.') < 0 || host.startsWith("*") || host.matches("[\\d.]+") || host.endsWith(".internal")) {
            throw new InvalidValue("'" + host + "' is no name that DNS can know; write one such as tcp.example.com.");
        } else if (all.stream().anyMatch(d -> d.name().equals(host))) {
            throw new InvalidValue("'" + host + "' is a custom domain already.");
        } else if (ingresses.now().of(host).isPresent()) {
            throw new InvalidValue("'" + host + "' is the host of an ingress itself; write the name that leads to it.");
        } else if (all.size() >= MOST) {
            throw new InvalidValue("There are " + MOST + " custom domains; delete one first.");
        }
    }

    /** Looks a custom domain up in DNS, and answers what it said. */
    public CompletableFuture<DomainState> look(CustomDomain domain) {
        return CompletableFuture.supplyAsync(
                () -> {
                    ingresses.refresh();
                    Ingress ingress =
                            ingresses.now().named(domain.ingress()).orElseThrow(() -> new NotFound(domain.id()));
                    DomainState found = check.look(domain, ingress);
                    if (find(domain.id()).isPresent()) {
                        states.put(domain.id(), found);
                    }
                    return found;
                },
                waiting);
    }

    /** Deletes a custom domain, and answers what it was, for {@link #restore}. */
    public CompletableFuture<CustomDomain> delete(String id) {
        return thread.call(() -> {
            CustomDomain gone = find(id).orElseThrow(() -> new NotFound(id));
            table.delete(id);
            all = table.all();
            states.remove(id);
            return gone;
        });
    }

    /** Brings a deleted custom domain back as it was. */
    public CompletableFuture<CustomDomain> restore(CustomDomain domain) {
        return thread.call(() -> {
            if (find(domain.id()).isEmpty()) {
                checkName(domain.name());
                table.save(domain);
                all = table.all();
                var unused = look(domain);
            }
            return domain;
        });
    }
}
