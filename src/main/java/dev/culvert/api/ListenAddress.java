package dev.culvert.api;

import dev.culvert.gateway.ListeningPorts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Locale;

/** The address that the API shall listen on, and in words why it cannot. */
final class ListenAddress {

    private final InetSocketAddress address;

    ListenAddress(InetSocketAddress address) {
        this.address = address;
    }

    /** Tries the address: the HTTP server itself does not tell what was wrong. */
    void orThrow() {
        if (address.isUnresolved()) {
            throw failure("the host '" + address.getHostString() + "' is unknown; write --api-addr 127.0.0.1:4040.");
        }
        try (var socket = new ServerSocket()) {
            socket.bind(address);
        } catch (IOException e) {
            String said = String.valueOf(e.getMessage());
            String lower = said.toLowerCase(Locale.ROOT);
            if (lower.contains("in use")) {
                throw taken();
            }
            if (lower.contains("assign")) {
                throw failure("that is not an address of this machine; write --api-addr 127.0.0.1:4040.");
            }
            throw failure("the system says '" + said + "'; write --api-addr with another address.");
        }
    }

    /** Somebody else has the port. */
    ApiFailure taken() {
        String occupant = new ListeningPorts()
                .on(address.getPort())
                .filter(p -> p.pid() > 0)
                .map(p -> p.process() + " (pid " + p.pid() + ")")
                .orElse("another program");
        return failure("the port is in use by " + occupant
                + "; stop that, or write --api-addr with another port (0 takes a free one).");
    }

    private ApiFailure failure(String why) {
        String host = address.getHostString();
        String text = (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
        return new ApiFailure("The API cannot listen on " + text + ": " + why);
    }
}
