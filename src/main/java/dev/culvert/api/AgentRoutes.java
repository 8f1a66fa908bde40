package dev.culvert.api;

import dev.culvert.api.schema.Schema;
import dev.culvert.gateway.Gateway;
import dev.culvert.model.Ending;
import dev.culvert.model.EndpointDraft;
import dev.culvert.model.EndpointField;
import dev.culvert.model.EndpointKind;
import dev.culvert.model.EndpointState;
import dev.culvert.model.EndpointStatus;
import io.helidon.http.Method;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /api/endpoints} and {@code /api/tunnels}: what programs ask ngrok's agent for. What is started here lives as long
 * as this run, as an agent's endpoints do.
 */
final class AgentRoutes implements RouteGroup {

    private static final String ENDPOINTS = "/api/endpoints";
    private static final String TUNNELS = "/api/tunnels";

    /** What a change that leaves them out sets back. */
    private static final EndpointDraft DEFAULTS = EndpointDraft.empty()
            .with(EndpointField.TRAFFIC_POLICY, "")
            .with(EndpointField.DESCRIPTION, "")
            .with(EndpointField.METADATA, "")
            .with(EndpointField.PROXY_PROTOCOL, "")
            .with(EndpointField.POOLING_ENABLED, "false");

    private final Gateway gateway;
    private final AgentJson json;

    AgentRoutes(Gateway gateway) {
        this.gateway = gateway;
        this.json = new AgentJson(gateway);
    }

    @Override
    public List<Operation> operations() {
        return Stream.concat(
                        family(ENDPOINTS, "AgentEndpoint", AgentJson.ENDPOINT),
                        family(TUNNELS, "Tunnel", AgentJson.TUNNEL))
                .toList();
    }

    private Stream<Operation> family(String path, String name, Schema element) {
        boolean tunnels = path.equals(TUNNELS);
        String one = path + "/{name}";
        Function<EndpointStatus, ObjectNode> writer = tunnels ? json::tunnel : json::endpointWithMetrics;
        Stream<Operation> common = Stream.of(
                Operation.get(path, "list" + name + "s", call -> list(tunnels))
                        .says("Lists the agent endpoints, as ngrok's agent does.")
                        .answers(200, listed(tunnels, element)),
                Operation.post(
                                path,
                                "start" + name,
                                call -> AgentFailure.told(() -> start(call, body(call, tunnels), writer)))
                        .says("Starts an endpoint for as long as this Culvert runs.")
                        .wants(tunnels ? AgentBody.TUNNEL : AgentBody.ENDPOINT)
                        .answers(201, element)
                        .fails(400, AgentFailure.WRONG)
                        .fails(502, AgentFailure.NOT_STARTED),
                Operation.get(one, "get" + name, call -> Answer.ok(writer.apply(named(call))))
                        .says("Answers an agent endpoint with what went through it.")
                        .answers(200, element)
                        .fails(404, AgentFailure.NO_SUCH),
                Operation.delete(one, "stop" + name, this::stop)
                        .says("Ends an agent endpoint and its connections.")
                        .fails(404, AgentFailure.NO_SUCH));
        return tunnels ? common : Stream.concat(common, Stream.of(replacing(one, element)));
    }

    private Operation replacing(String one, Schema element) {
        return Operation.of(Method.PUT, one, "putAgentEndpoint", call -> AgentFailure.told(() -> put(call)))
                .says("Makes an endpoint be as given, which is started if there is none; 201 then.")
                .wants(AgentBody.ENDPOINT)
                .answers(200, element)
                .orAnswers(201)
                .fails(400, AgentFailure.WRONG)
                .fails(502, AgentFailure.NOT_STARTED);
    }

    private static Schema listed(boolean tunnels, Schema element) {
        Schema list = Schema.object().with(tunnels ? "tunnels" : "endpoints", Schema.listOf(element));
        return list.with("uri", Schema.text());
    }

    private Answer list(boolean tunnels) {
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray(tunnels ? "tunnels" : "endpoints");
        agentEndpoints().map(tunnels ? json::tunnel : json::endpoint).forEach(list::add);
        return Answer.ok(body.put("uri", tunnels ? TUNNELS : ENDPOINTS));
    }

    private static EndpointDraft body(Call call, boolean tunnel) {
        ObjectNode body = call.body();
        return (tunnel ? AgentBody.tunnel(body) : AgentBody.endpoint(body)).draft();
    }

    private Answer start(Call call, EndpointDraft draft, Function<EndpointStatus, ObjectNode> writer) {
        EndpointStatus status = call.await(gateway.createForThisRun(draft));
        if (status.state() instanceof EndpointState.Failed failed) {
            var unused = call.await(gateway.delete(status.id(), Ending.CLOSE));
            throw AgentFailure.notStarted(failed.reason());
        }
        return Answer.created(writer.apply(status));
    }

    private Answer put(Call call) {
        String name = call.path("name");
        EndpointDraft draft = body(call, false).with(EndpointField.NAME, name);
        Optional<EndpointStatus> found = find(name);
        if (found.isEmpty()) {
            return start(call, draft, json::endpointWithMetrics);
        }
        EndpointStatus changed = call.await(gateway.update(found.get().id(), DEFAULTS.with(draft), Ending.KEEP));
        return Answer.ok(json.endpointWithMetrics(changed));
    }

    private Answer stop(Call call) {
        var unused = call.await(gateway.delete(named(call).id(), Ending.CLOSE));
        return Answer.nothing();
    }

    private EndpointStatus named(Call call) {
        String name = call.path("name");
        return find(name).orElseThrow(() -> AgentFailure.noSuch(name));
    }

    private Optional<EndpointStatus> find(String name) {
        return agentEndpoints()
                .filter(s -> s.endpoint().name().equals(name) || s.id().value().equals(name))
                .findFirst();
    }

    private Stream<EndpointStatus> agentEndpoints() {
        return gateway.endpoints().stream().filter(s -> s.endpoint().spec().kind() == EndpointKind.AGENT);
    }
}
