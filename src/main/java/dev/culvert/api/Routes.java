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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts routes behind the gate, holds requests against what is declared, and answers what no route does. */
final class Routes {

    static final HeaderName OPERATION = HeaderNames.create("ngrok-operation-id");

    private final HttpRouting.Builder routing;
    private final Gate gate;
    private final List<Operation> served = new ArrayList<>();

    Routes(HttpRouting.Builder routing, Gate gate) {
        this.routing = routing;
        this.gate = gate;
    }

    /** What is served, in the order in which it was given. */
    List<Operation> served() {
        return served;
    }

    /** The paths that a class serves. */
    Routes group(RouteGroup group) {
        Map<String, List<Operation>> byPath = group.operations().stream()
                .collect(Collectors.groupingBy(Operation::path, LinkedHashMap::new, Collectors.toList()));
        byPath.values().forEach(this::path);
        return this;
    }

    private void path(List<Operation> operations) {
        served.addAll(operations);
        String path = operations.getFirst().path();
        boolean open = operations.stream().allMatch(Operation::isOpen);
        String allowed =
                operations.stream().map(o -> o.method().text()).sorted().collect(Collectors.joining(", "));
        Route wrongMethod = call -> {
            throw ApiError.own(405, "This path has no such method; it knows " + allowed + ".")
                    .with("Allow", allowed);
        };
        // clients join addresses carelessly, so a slash at the end is as good as none
        for (String form : List.of(path, path + "/")) {
            for (Operation o : operations) {
                routing.route(o.method(), form, (request, response) -> serve(request, response, o.route(), o));
            }
            var any = Operation.undeclared(Method.GET, path, wrongMethod);
            routing.any(
                    form, (request, response) -> serve(request, response, wrongMethod, open ? any.openToAll() : any));
        }
    }

    /** All other paths. */
    void nothingElse() {
        String roots = served.stream()
                .map(o -> Operation.PLACE.split(o.path(), 2)[0].replaceFirst("/$", ""))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        Route wrongPath = call -> {
            throw ApiError.own(404, "There is nothing at this path; there are " + roots + ".");
        };
        var none = Operation.undeclared(Method.GET, "/", wrongPath);
        routing.any((request, response) -> serve(request, response, wrongPath, none));
    }

    private void serve(ServerRequest request, ServerResponse response, Route route, Operation operation) {
        String operationId = newOperation();
        response.header(OPERATION, operationId);
        Answer answer;
        try {
            gate.checkHost(request);
            if (!operation.isOpen()) {
                gate.checkKey(request);
            }
            gate.checkVersion(request);
            answer = ScopedValue.where(Principal.CURRENT, Principal.API)
                    .call(() -> route.answer(new Call(request, operation)));
        } catch (RuntimeException e) {
            answer = Errors.answer(e, operationId);
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
