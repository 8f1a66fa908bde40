package dev.culvert.gateway;

import dev.culvert.gateway.address.FreePort;
import dev.culvert.model.Binding;
import dev.culvert.model.Endpoint;
import dev.culvert.model.EndpointStatus;
import dev.culvert.model.FieldProblem;
import dev.culvert.model.HostPort;
import dev.culvert.model.Ingress;
import dev.culvert.model.InvalidValue;
import dev.culvert.model.TcpAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Chooses ports among those that no address and no endpoint of this gateway has. On the gateway's thread only. */
final class PortChoice {

    private static final String NONE_FREE = "ERR_NGROK_503";

    private final PortLedger ledger;
    private final IngressRegistry ingresses;
    private final Supplier<List<TcpAddress>> addresses;
    private final Supplier<List<EndpointStatus>> endpoints;

    PortChoice(
            PortLedger ledger,
            IngressRegistry ingresses,
            Supplier<List<TcpAddress>> addresses,
            Supplier<List<EndpointStatus>> endpoints) {
        this.ledger = ledger;
        this.ingresses = ingresses;
        this.addresses = addresses;
        this.endpoints = endpoints;
    }

    /**
     * A random free port of an ingress.
     *
     * @throws Rejection if there is none
     */
    int pick(Ingress ingress) {
        return ledger.pick(ingress.ports(), taken(true))
                .orElseThrow(() -> new Rejection(List.of(new FieldProblem(
                        "region",
                        NONE_FREE,
                        "No port from " + ingress.ports() + " is free on " + ingress.name()
                                + "; release an address, or choose a port."))));
    }

    /** The same, kept for the user for a while; empty if there is none. */
    OptionalInt offer(Ingress ingress) {
        OptionalInt port = ledger.pick(ingress.ports(), taken(true));
        port.ifPresent(ledger::offer);
        return port;
    }

    /** The port that a user wrote; what is wrong with it goes to the problems. */
    int read(Ingress ingress, String text, List<FieldProblem> problems) {
        int port;
        try {
            port = HostPort.parse("host:" + text.strip()).port();
        } catch (InvalidValue e) {
            problems.add(new FieldProblem("port", "ERR_NGROK_215", e.getMessage()));
            return 0;
        }
        obstacle(ingress, port).ifPresent(problems::add);
        return port;
    }

    /** What stands in the way of reserving a port; empty if nothing does, and then it is claimed. */
    Optional<FieldProblem> obstacle(Ingress ingress, int port) {
        Ingresses now = ingresses.now();
        Optional<TcpAddress> neighbour = addresses.get().stream()
                .filter(a -> a.port() == port)
                .filter(a -> now.named(a.ingress()).stream().anyMatch(ingress::overlaps))
                .findFirst();
        String why = "";
        if (neighbour.isPresent()) {
            why = now.text(neighbour.get()) + " is reserved already; choose another port.";
        } else if (!isOwn(port) && FreePort.isInUse(ingress.bind(), port)) {
            why = "Port " + port + " is in use by another program; end that, or choose another port.";
        } else if (!ledger.claim(port)) {
            why = foreign(port) + "; choose another.";
        }
        return why.isEmpty() ? Optional.empty() : Optional.of(new FieldProblem("port", NONE_FREE, why));
    }

    /** Takes a port for an endpoint that is to listen on it; answers what stands in the way, empty if nothing does. */
    String claim(int port) {
        return ledger.claim(port) ? "" : foreign(port) + "; stop that one, or choose another port.";
    }

    private static String foreign(int port) {
        return "Another Culvert that runs on this machine has port " + port;
    }

    private boolean isOwn(int port) {
        return endpoints.get().stream().anyMatch(s -> isAt(s.endpoint(), port));
    }

    /** Whether an endpoint listens, or would, at that port. */
    static boolean isAt(Endpoint endpoint, int port) {
        return endpoint.spec().binding() == Binding.PUBLIC && endpoint.url().port() == port;
    }

    /** The ports that addresses and endpoints have, with those of temporary endpoints or without. */
    Set<Integer> taken(boolean withTemporary) {
        Stream<Integer> ofEndpoints = endpoints.get().stream()
                .map(EndpointStatus::endpoint)
                .filter(e -> e.spec().binding() == Binding.PUBLIC && (withTemporary || !e.temporary()))
                .map(e -> e.url().port());
        return Stream.concat(addresses.get().stream().map(TcpAddress::port), ofEndpoints)
                .collect(Collectors.toSet());
    }
}
