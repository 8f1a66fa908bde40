package dev.culvert.api;

import dev.culvert.api.schema.Schema;
import dev.culvert.gateway.Gateway;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Says that a gateway runs, as ngrok's agent does. Anybody on the machine may read it, so it tells no secrets. */
final class StatusRoutes implements RouteGroup {

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
                                .named("Status")));
    }

    private Answer status(Call call) {
        ObjectNode body = Json.object();
        body.put("status", "online");
        body.put("agent_version", version);
        body.putObject("session").putArray("legs");
        body.put("uri", "/api/status");
        body.put("version", version);
        body.put("engine", gateway.engineDescription());
        return Answer.ok(body);
    }
}
