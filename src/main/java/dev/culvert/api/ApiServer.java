package dev.culvert.api;

import dev.culvert.gateway.Gateway;
import io.helidon.http.Method;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * The REST API of a gateway over HTTP (SPEC.md section 5). Its requests run on virtual threads of its own; the methods
 * may be called by any thread.
 */
public final class ApiServer implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final int MAX_CONNECTIONS = 1024;

    private final WebServer server;
    private final InetSocketAddress bound;
    private final EventStreams streams;

    private ApiServer(WebServer server, InetSocketAddress bound, EventStreams streams) {
        this.server = server;
        this.bound = bound;
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
        var streams = new EventStreams(gateway, EventStreams.HEARTBEAT);
        WebServer server = WebServer.builder()
                .bindAddress(address)
                .shutdownHook(false)
                .shutdownGracePeriod(GRACE)
                .maxTcpConnections(MAX_CONNECTIONS)
                .maxPayloadSize(Body.PATIENCE)
                .errorHandling(e -> e.includeEntity(true))
                .directHandlers(Unrouted::register)
                .routing(routing -> route(routing, gate, gateway, streams, version))
                .build();
        server.start();
        // Helidon logs why it could not bind and returns
        if (!server.isRunning() || server.port() <= 0) {
            throw check.taken();
        }
        return new ApiServer(server, new InetSocketAddress(address.getAddress(), server.port()), streams);
    }

    private static void route(
            HttpRouting.Builder routing, Gate gate, Gateway gateway, EventStreams streams, String version) {
        var endpoints = new EndpointRoutes(gateway);
        var connections = new ConnectionRoutes(gateway);
        var policies = new PolicyRoutes(gateway);
        var ipPolicies = new IpPolicyRoutes(gateway);
        Routes routes = new Routes(routing, gate);
        routeEvents(routes, gateway, streams);
        routes.open("/api/status", Map.of(Method.GET, new StatusRoute(gateway, version)))
                .path("/endpoints", Map.of(Method.GET, endpoints::list, Method.POST, endpoints::create))
                .path(
                        "/endpoints/{id}",
                        Map.of(
                                Method.GET, endpoints::get,
                                Method.PATCH, endpoints::update,
                                Method.DELETE, endpoints::delete))
                .path("/endpoints/{id}/heartbeat", Map.of(Method.PUT, endpoints::heartbeat))
                .path("/connections", Map.of(Method.GET, connections::list))
                .path("/connections/{id}", Map.of(Method.GET, connections::get, Method.DELETE, connections::kill))
                .path("/policies/check", Map.of(Method.POST, policies::check))
                .path("/policies/try", Map.of(Method.POST, policies::tryOut))
                .path("/policies/replay", Map.of(Method.POST, policies::replay))
                .path("/ip_policies", Map.of(Method.GET, ipPolicies::list, Method.POST, ipPolicies::create))
                .path(
                        "/ip_policies/{id}",
                        Map.of(
                                Method.GET, ipPolicies::get,
                                Method.PATCH, ipPolicies::update,
                                Method.DELETE, ipPolicies::delete))
                .path(
                        "/ip_policy_rules",
                        Map.of(Method.GET, ipPolicies::listRules, Method.POST, ipPolicies::createRule))
                .path(
                        "/ip_policy_rules/{id}",
                        Map.of(
                                Method.GET, ipPolicies::getRule,
                                Method.PATCH, ipPolicies::updateRule,
                                Method.DELETE, ipPolicies::deleteRule))
                .nothingElse();
    }

    private static void routeEvents(Routes routes, Gateway gateway, EventStreams streams) {
        var events = new EventRoutes(gateway);
        var destinations = new EventDestinationRoutes(gateway);
        var subscriptions = new EventSubscriptionRoutes(gateway);
        routes.path("/events", Map.of(Method.GET, events::list))
                .path("/events/stream", Map.of(Method.GET, streams::stream))
                .path("/events/{id}", Map.of(Method.GET, events::get))
                .path("/event_destinations", Map.of(Method.GET, destinations::list, Method.POST, destinations::create))
                .path(
                        "/event_destinations/{id}",
                        Map.of(
                                Method.GET, destinations::get,
                                Method.PATCH, destinations::update,
                                Method.DELETE, destinations::delete))
                .path("/event_destinations/{id}/test", Map.of(Method.POST, destinations::test))
                .path(
                        "/event_subscriptions",
                        Map.of(Method.GET, subscriptions::list, Method.POST, subscriptions::create))
                .path(
                        "/event_subscriptions/{id}",
                        Map.of(
                                Method.GET, subscriptions::get,
                                Method.PATCH, subscriptions::update,
                                Method.DELETE, subscriptions::delete))
                .path(
                        "/event_subscriptions/{id}/sources",
                        Map.of(Method.GET, subscriptions::listSources, Method.POST, subscriptions::createSource))
                .path(
                        "/event_subscriptions/{id}/sources/{type}",
                        Map.of(
                                Method.GET, subscriptions::getSource,
                                Method.PATCH, subscriptions::updateSource,
                                Method.DELETE, subscriptions::deleteSource));
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
