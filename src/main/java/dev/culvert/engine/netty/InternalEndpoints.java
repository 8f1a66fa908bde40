package dev.culvert.engine.netty;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The endpoints that have no socket and are reached by {@code forward-internal}, by their URLs. Any thread. */
final class InternalEndpoints {

    private final ConcurrentMap<String, EndpointService> services = new ConcurrentHashMap<>();

    void add(EndpointService service) {
        if (service.endpoint().isInternal()) {
            services.put(service.endpoint().url(), service);
        }
    }

    void remove(EndpointService service) {
        if (service.endpoint().isInternal()) {
            services.remove(service.endpoint().url(), service);
        }
    }

    @Nullable EndpointService find(String url) {
        return services.get(url);
    }
}
