package dev.culvert.engine.netty;

import dev.culvert.engine.ServedEndpoint;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints that have no socket and are reached by {@code forward-internal}, by their URLs. A host that begins with
 * {@code *.} stands for all names that end in what follows; the most specific is meant. Any thread.
 */
final class InternalEndpoints {

    private static final String SCHEME = "tcp://";

    private final ConcurrentMap<String, Pool> pools = new ConcurrentHashMap<>();

    void add(EndpointService service) {
        ServedEndpoint endpoint = service.endpoint();
        if (endpoint.isInternal()) {
            pools.compute(endpoint.url(), (url, there) -> {
                if (there == null) {
                    return new Pool(service);
                }
                there.add(service);
                return there;
            });
        }
    }

    void remove(EndpointService service) {
        ServedEndpoint endpoint = service.endpoint();
        if (endpoint.isInternal()) {
            pools.computeIfPresent(
                    endpoint.url(),
                    (url, there) -> there.members().contains(service) && !there.remove(service) ? null : there);
        }
    }

    /** Enters one of those that a URL means, each with the same chance; null if there is none. */
    @Nullable EndpointService enter(String url) {
        // one that is just stopping is gone in a moment
        for (Pool pool = find(url); pool != null; pool = find(url)) {
            EndpointService service = pool.pick();
            service.enter();
            if (!service.isStopped()) {
                return service;
            }
            service.leave();
            Thread.onSpinWait();
        }
        return null;
    }

    private @Nullable Pool find(String url) {
        Pool exact = pools.get(url);
        return exact == null ? byWildcard(url) : exact;
    }

    private @Nullable Pool byWildcard(String url) {
        for (int dot = url.indexOf('.'); dot >= 0; dot = url.indexOf('.', dot + 1)) {
            Pool pool = pools.get(SCHEME + "*" + url.substring(dot));
            if (pool != null) {
                return pool;
            }
        }
        return null;
    }
}
