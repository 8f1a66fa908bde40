package dev.culvert.api;

import com.github.ksuid.Ksuid;
import dev.culvert.gateway.Principal;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts routes behind the gate, and answers what no route does. */
final class Routes {

    static final HeaderName OPERATION = HeaderNames.create("ngrok-operation-id");

    private final HttpRouting.Builder routing;
    private final Gate gate;

    Routes(HttpRouting.Builder routing, Gate gate) {
        this.routing = routing;
        this.gate = gate;
    }

    /** A path for which the key is needed. */
    Routes path(String path, Map<Method, Route> routes) {
        return path(path, routes, true);
    }

    /** A path that anybody on this machine may ask for. */
    Routes open(String path, Map<Method, Route> routes) {
        return path(path, routes, false);
    }

    private Routes path(String path, Map<Method, Route> routes, boolean needsKey) {
        routes.forEach((method, route) ->
                routing.route(method, path, (request, response) -> serve(request, response, route, needsKey)));
        String allowed = routes.keySet().stream().map(Method::text).sorted().collect(Collectors.joining(", "));
        Route wrongMethod = call -> {
            throw ApiError.own(405, "This path has no such method; it knows " + allowed + ".")
                    .with("Allow", allowed);
        };
        routing.any(path, (request, response) -> serve(request, response, wrongMethod, needsKey));
        return this;
    }

    /** All other paths. */
    void nothingElse() {
        Route wrongPath = call -> {
            throw ApiError.own(
                    404,
                    "There is nothing at this path; there are /endpoints, /connections, /events, /event_destinations, /event_subscriptions, /policies, /ip_policies, /ip_policy_rules and /api/status.");
        };
        routing.any((request, response) -> serve(request, response, wrongPath, true));
    }

    private void serve(ServerRequest request, ServerResponse response, Route route, boolean needsKey) {
        String operation = newOperation();
        response.header(OPERATION, operation);
        Answer answer;
        try {
            gate.checkHost(request);
            if (needsKey) {
                gate.checkKey(request);
            }
            answer = ScopedValue.where(Principal.CURRENT, Principal.API).call(() -> route.answer(new Call(request)));
        } catch (RuntimeException e) {
            answer = Errors.answer(e, operation);
        }
        answer.send(response);
        endIfAsked(request);
    }

    /** Helidon leaves it to the caller to close, and callers that read up to the end would wait for ever. */
    private static void endIfAsked(ServerRequest request) {
        if (request.headers().contains(HeaderValues.CONNECTION_CLOSE)) {
            if (!request.content().consumed()) {
                request.content().consume();
            }
            throw new CloseConnectionException("The caller asked for it");
        }
    }

    static String newOperation() {
        return "op_" + Ksuid.newKsuid();
    }
}
