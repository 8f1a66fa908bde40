package dev.culvert.api;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends bytes that no HTTP client would, and answers what came back until the server closed. */
final class RawHttp {

    private RawHttp() {}

    static String exchange(URI server, String request) throws IOException {
        InetAddress address =
                InetAddress.ofLiteral(server.getHost().replace("[", "").replace("]", ""));
        try (var socket = new Socket(address, server.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
