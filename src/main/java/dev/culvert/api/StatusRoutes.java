package dev.culvert.api;

import dev.culvert.api.schema.Schema;
import dev.culvert.gateway.ConfigState;
import dev.culvert.gateway.Gateway;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Says that a gateway runs, as ngrok's agent does. Anybody on the machine may read it, so it tells no secrets. */
final class StatusRoutes implements RouteGroup {

    private static final Schema CONFIG = Schema.object()
            .with("file", Schema.text())
            .with("applied_at", Schema.time())
            .with("endpoints", Schema.whole())
            .with("problems", Schema.listOf(Schema.text()).described("Why the file as it is now is not applied."));

    private final Gateway gateway;
    private final String version;

    StatusRoutes(Gateway gateway, String version) {
        this.gateway = gateway;
        this.version = version;
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.get("/api/status", "getStatus", this::status)
                .says("Says that a gateway runs.")
                .openToAll()
                .answers(
                        200,
                        Schema.object()
                                .with("status", Schema.text())
                                .with("agent_version", Schema.text())
                                .with("session", Schema.object().with("legs", Schema.listOf(Schema.object())))
                                .with("uri", Schema.text())
                                .with("version", Schema.text())
                                .with("engine", Schema.text())
                                .maybe("config", CONFIG)
                                .named("Status")));
    }

    private static ObjectNode config(ConfigState state) {
        ObjectNode json = Json.object()
                .put("file", String.valueOf(state.file().getFileName()))
                .put("applied_at", state.appliedAt().toString())
                .put("endpoints", state.endpoints());
        ArrayNode problems = json.putArray("problems");
        state.problems().forEach(problems::add);
        return json;
    }

    private Answer status(Call call) {
        ObjectNode body = Json.object();
        body.put("status", "online");
        body.put("agent_version", version);
        body.putObject("session").putArray("legs");
        body.put("uri", "/api/status");
        body.put("version", version);
        body.put("engine", gateway.engineDescription());
        gateway.config().ifPresent(state -> body.set("config", config(state)));
        return Answer.ok(body);
    }
}
