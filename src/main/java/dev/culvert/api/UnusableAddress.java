package dev.culvert.api;

import dev.culvert.gateway.ListeningPort;
import dev.culvert.gateway.ListeningPorts;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Locale;

/** Says why the API cannot listen at an address. */
final class UnusableAddress {

    private final InetSocketAddress address;

    UnusableAddress(InetSocketAddress address) {
        this.address = address;
    }

    ApiFailure unknownHost() {
        return new ApiFailure("The API cannot listen on " + text() + ": the host '" + address.getHostString()
                + "' is unknown; write --api-addr 127.0.0.1:4040.");
    }

    ApiFailure because(RuntimeException problem) {
        String said = socketProblem(problem);
        String lower = said.toLowerCase(Locale.ROOT);
        if (lower.contains("in use")) {
            return new ApiFailure("The API cannot listen on " + text() + ": the port is in use by " + occupant()
                    + "; stop that, or write --api-addr with another port (0 takes a free one).");
        }
        if (lower.contains("cannot assign")) {
            return new ApiFailure("The API cannot listen on " + text() + ": that is not an address of this machine; "
                    + "write --api-addr 127.0.0.1:4040.");
        }
        return new ApiFailure(
                "The API cannot listen on " + text() + " (" + said + "); write --api-addr with another address.",
                problem);
    }

    private static String socketProblem(Throwable problem) {
        for (Throwable t = problem; t != null; t = t.getCause()) {
            if (t instanceof BindException || t instanceof SocketException) {
                return String.valueOf(t.getMessage());
            }
        }
        return String.valueOf(problem.getMessage());
    }

    private String occupant() {
        return new ListeningPorts()
                .on(address.getPort())
                .filter(p -> p.pid() > 0)
                .map(UnusableAddress::process)
                .orElse("another program");
    }

    private static String process(ListeningPort port) {
        return port.process() + " (pid " + port.pid() + ")";
    }

    private String text() {
        String host = address.getHostString();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
