package dev.culvert.api;

import dev.culvert.gateway.Gateway;
import tools.jackson.databind.node.ObjectNode;

/** Says that a gateway runs, as ngrok's agent does. Anybody on the machine may read it, so it tells no secrets. */
final class StatusRoute implements Route {

    private final Gateway gateway;
    private final String version;

    StatusRoute(Gateway gateway, String version) {
        this.gateway = gateway;
        this.version = version;
    }

    @Override
    public Answer answer(Call call) {
        call.query();
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
