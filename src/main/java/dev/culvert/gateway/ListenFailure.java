package dev.culvert.gateway;

import dev.culvert.engine.ListenResult.Refused;
import java.util.List;

/** Says in a sentence why an endpoint does not listen, and who is in the way. */
final class ListenFailure {

    private static final int PRIVILEGED = 1024;

    private final ListeningPorts ports;

    ListenFailure(ListeningPorts ports) {
        this.ports = ports;
    }

    /**
     * The sentence for the user.
     *
     * @param neighbours the names of Culvert's own endpoints that listen on the same port
     */
    String sentence(Refused refused, List<String> neighbours) {
        int port = refused.address().getPort();
        return switch (refused.cause()) {
            case PORT_IN_USE -> "Port " + port + " is in use" + by(port, neighbours) + ".";
            case NOT_PERMITTED ->
                port < PRIVILEGED
                        ? "Port " + port + " needs administrator rights; choose one from " + PRIVILEGED + " up."
                        : "The system does not permit port " + port + ": " + refused.detail() + ".";
            case NO_SUCH_ADDRESS ->
                refused.address().getAddress().getHostAddress() + " is not an address of this machine.";
            case OTHER -> "Port " + port + " cannot be opened: " + refused.detail() + ".";
        };
    }

    private String by(int port, List<String> neighbours) {
        if (!neighbours.isEmpty()) {
            return " by the endpoint '" + neighbours.getFirst() + "'";
        }
        return ports.on(port)
                .filter(p -> p.pid() > 0)
                .map(p -> " by " + p.process() + " (pid " + p.pid() + ")")
                .orElse(" by another program");
    }
}
