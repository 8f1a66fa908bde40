package dev.culvert.api;

import io.helidon.common.mapper.MappersFactory__ServiceDescriptor;
import io.helidon.service.registry.GlobalServiceRegistry;
import io.helidon.service.registry.ServiceRegistry;
import io.helidon.service.registry.ServiceRegistryConfig;
import io.helidon.service.registry.ServiceRegistryManager;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.function.Consumer;

/** One HTTP server that listens, until it is stopped or ends by itself. */
final class HttpListener {

    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final int MAX_CONNECTIONS = 1024;

    private final WebServer server;
    private final InetSocketAddress bound;

    private HttpListener(WebServer server, InetSocketAddress bound) {
        this.server = server;
        this.bound = bound;
    }

    /**
     * Starts to listen. Returns when it does.
     *
     * @throws ApiFailure if it cannot
     */
    static HttpListener start(InetSocketAddress address, Consumer<HttpRouting.Builder> routes) {
        var check = new ListenAddress(address);
        check.orThrow();
        ServiceRegistry unused = GlobalServiceRegistry.registry(HttpListener::onlyMappers);
        WebServer server = WebServer.builder()
                .bindAddress(address)
                .shutdownHook(false)
                .shutdownGracePeriod(GRACE)
                .maxTcpConnections(MAX_CONNECTIONS)
                .maxPayloadSize(Body.PATIENCE)
                .errorHandling(e -> e.includeEntity(true))
                .directHandlers(Unrouted::register)
                .routing(routes)
                .build();
        server.start();
        // Helidon logs why it could not bind and returns
        if (!server.isRunning() || server.port() <= 0) {
            throw check.taken();
        }
        return new HttpListener(server, new InetSocketAddress(address.getAddress(), server.port()));
    }

    /** What Helidon finds of its own: it would look through all jars and load what starts from configuration, used by nobody here. */
    private static ServiceRegistry onlyMappers() {
        var config = ServiceRegistryConfig.builder()
                .discoverServices(false)
                .discoverServicesFromServiceLoader(false)
                .addServiceDescriptor(MappersFactory__ServiceDescriptor.INSTANCE)
                .build();
        return ServiceRegistryManager.create(config).registry();
    }

    /** Where it listens. */
    InetSocketAddress bound() {
        return bound;
    }

    /**
     * Whether it has ended by itself. Helidon does not tell: when an accept fails because descriptors have run out, its
     * listener closes the socket and waits for itself for ever, while the server goes on saying that it runs. So the port
     * is tried: it can be bound only if nobody listens there.
     */
    boolean hasEnded() {
        try (var trial = new ServerSocket()) {
            trial.bind(bound);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Answers what it has begun to answer, and ends. Waits for that. */
    void stop() {
        server.stop();
    }
}
