package dev.culvert.api;

import dev.culvert.gateway.Gateway;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The REST API of a gateway over HTTP (SPEC.md section 5). Its requests run on virtual threads of its own; the methods
 * may be called by any thread.
 */
public final class ApiServer implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final int MAX_CONNECTIONS = 1024;

    private final WebServer server;
    private final InetSocketAddress bound;
    private final List<Operation> operations;
    private final EventStreams streams;

    private ApiServer(
            WebServer server, InetSocketAddress bound, List<Operation> operations, EventStreams streams) {
        this.server = server;
        this.bound = bound;
        this.operations = List.copyOf(operations);
        this.streams = streams;
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
        var check = new ListenAddress(address);
        check.orThrow();
        var gate = new Gate(new OwnHosts(address, gateway::ingresses), key);
        List<Operation> operations = new ArrayList<>();
        var streams = new EventStreams(gateway, EventStreams.HEARTBEAT);
        WebServer server = WebServer.builder()
                .bindAddress(address)
                .shutdownHook(false)
                .shutdownGracePeriod(GRACE)
                .maxTcpConnections(MAX_CONNECTIONS)
                .maxPayloadSize(Body.PATIENCE)
                .errorHandling(e -> e.includeEntity(true))
                .directHandlers(Unrouted::register)
                .routing(routing -> operations.addAll(route(routing, gate, gateway, key, streams, version)))
                .build();
        server.start();
        // Helidon logs why it could not bind and returns
        if (!server.isRunning() || server.port() <= 0) {
            throw check.taken();
        }
        return new ApiServer(server, new InetSocketAddress(address.getAddress(), server.port()), operations, streams);
    }

    private static List<Operation> route(
            HttpRouting.Builder routing, Gate gate, Gateway gateway, ApiKey key, EventStreams streams, String version) {
        var routes = new Routes(routing, gate);
        routes.group(new StatusRoutes(gateway, version))
                .group(new EndpointRoutes(gateway))
                .group(new ConnectionExportRoute(gateway)) // its path would be taken for an id below
                .group(new ConnectionRoutes(gateway))
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
                .group(new MetricsRoutes(gateway, version))
                .group(new OpenApiRoutes(routes::served, version))
                .nothingElse();
        return routes.served();
    }

    /** What is served, as it was declared. */
    List<Operation> operations() {
        return operations;
    }

    /** Where it listens, such as {@code http://127.0.0.1:4040}. */
    public URI uri() {
        InetAddress address = bound.getAddress();
        String host = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
        return URI.create("http://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + bound.getPort());
    }

    /** Answers what it has begun to answer, and ends. Waits for that. */
    @Override
    public void close() {
        streams.close();
        server.stop();
    }
}
