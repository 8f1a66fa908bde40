package dev.culvert.api;

import dev.culvert.gateway.Gateway;
import io.helidon.webserver.http.HttpRouting;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The REST API of a gateway over HTTP (SPEC.md section 5). Its requests run on virtual threads of its own; the methods
 * may be called by any thread.
 */
public final class ApiServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ApiServer.class);

    private final Consumer<HttpRouting.Builder> routes;
    private final InetSocketAddress bound;
    private final List<Operation> operations;
    private final EventStreams streams;
    private final AtomicReference<@Nullable Runnable> window;
    private HttpListener listener;
    private boolean closed;

    private ApiServer(
            Consumer<HttpRouting.Builder> routes,
            HttpListener listener,
            List<Operation> operations,
            EventStreams streams,
            AtomicReference<@Nullable Runnable> window) {
        this.routes = routes;
        this.listener = listener;
        this.bound = listener.bound();
        this.operations = List.copyOf(operations);
        this.streams = streams;
        this.window = window;
    }

    /**
     * Starts to answer. Returns when it listens.
     *
     * @param key what callers must show
     * @param address where to listen; port 0 takes a free one
     * @param version the program's version, for {@code /api/status}
     * @throws ApiFailure if it cannot listen there
     */
    public static ApiServer start(Gateway gateway, ApiKey key, InetSocketAddress address, String version) {
        var gate = new Gate(new OwnHosts(address, gateway::ingresses), key);
        var window = new AtomicReference<@Nullable Runnable>();
        List<Operation> operations = new ArrayList<>();
        var streams = new EventStreams(gateway, EventStreams.HEARTBEAT);
        Consumer<HttpRouting.Builder> routes = routing -> {
            operations.clear();
            operations.addAll(route(new Routes(routing, gate), gateway, key, streams, version, window));
        };
        HttpListener listener = HttpListener.start(address, routes);
        return new ApiServer(routes, listener, operations, streams, window);
    }

    private static List<Operation> route(
            Routes routes,
            Gateway gateway,
            ApiKey key,
            EventStreams streams,
            String version,
            AtomicReference<@Nullable Runnable> window) {
        routes.group(new StatusRoutes(gateway, version))
                .group(new EndpointRoutes(gateway))
                .group(new ConnectionExportRoute(gateway)) // its path would be taken for an id below
                .group(new ConnectionRoutes(gateway))
                .group(new RequestRoutes(gateway))
                .group(new HistoryRoutes(gateway))
                .group(new PolicyRoutes(gateway))
                .group(new IpPolicyRoutes(gateway))
                .group(new AddressRoutes(gateway))
                .group(new IngressRoutes(gateway))
                .group(new DomainRoutes(gateway))
                .group(streams) // its path would be taken for an id below
                .group(new EventRoutes(gateway))
                .group(new EventDestinationRoutes(gateway))
                .group(new EventSubscriptionRoutes(gateway))
                .group(new AgentRoutes(gateway))
                .group(new KeyRoutes(key))
                .group(new DesktopRoutes(window))
                .group(new MetricsRoutes(gateway, version))
                .group(new OpenApiRoutes(routes::served, version))
                .nothingElse();
        return routes.served();
    }

    /** What is served, as it was declared. */
    List<Operation> operations() {
        return operations;
    }

    /** What brings the desktop's window to the front; null where there is none. */
    public void onShow(@Nullable Runnable show) {
        window.set(show);
    }

    /**
     * Listens again, on the same port, if the listener ended by itself: Helidon's does when a connection cannot be
     * accepted because the process has as many descriptors as it may. To be called from time to time; if it does not help
     * now, a later call tries again.
     */
    public synchronized void revive() {
        if (closed || !listener.hasEnded()) {
            return;
        }
        log.warn("The API at {} has stopped listening by itself; it is started again.", uri());
        listener.stop();
        try {
            listener = HttpListener.start(bound, routes);
            log.info("The API listens at {} again.", uri());
        } catch (RuntimeException e) {
            log.error("The API at {} does not listen yet: {}", uri(), e.getMessage());
        }
    }

    /** Whether the listener has ended. */
    synchronized boolean hasEnded() {
        return listener.hasEnded();
    }

    /** Where it listens, such as {@code http://127.0.0.1:4040}. */
    public URI uri() {
        InetAddress address = bound.getAddress();
        String host = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
        return URI.create("http://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + bound.getPort());
    }

    /** Answers what it has begun to answer, and ends. Waits for that. */
    @Override
    public synchronized void close() {
        closed = true;
        streams.close();
        listener.stop();
    }
}
