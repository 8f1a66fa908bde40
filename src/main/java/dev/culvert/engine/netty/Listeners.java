package dev.culvert.engine.netty;

import dev.culvert.engine.ServedEndpoint;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The listeners of an engine by where they listen. Changed by one thread at a time. */
final class Listeners {

    /** Where a listener is, if that is known before it is bound. */
    private record Place(List<InetAddress> bind, int port) {}

    private final ConcurrentMap<Place, SharedListener> places = new ConcurrentHashMap<>();
    private final EngineCore core;

    Listeners(EngineCore core) {
        this.core = core;
    }

    /** A listener for an endpoint: the one that is there, if it is a pool's that the endpoint may share. */
    SharedListener of(EndpointService service) {
        ServedEndpoint endpoint = service.endpoint();
        var place = new Place(endpoint.bind(), endpoint.port());
        SharedListener there = places.get(place);
        if (there != null && there.isOpenTo(endpoint)) {
            there.add(service);
            return there;
        }
        var listener = new SharedListener(service, service.ledger(), core);
        boolean isAlone = endpoint.isInternal() || endpoint.port() == 0;
        if (!isAlone && (there == null || there.isClosing())) {
            places.put(place, listener);
            var unused = listener.unbound().thenRun(() -> places.remove(place, listener));
        }
        listener.bindAfter(
                there != null && there.isClosing() ? there.unbound() : CompletableFuture.completedFuture(null));
        return listener;
    }
}
