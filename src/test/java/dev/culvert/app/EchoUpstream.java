package dev.culvert.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A service of the user's, which says what it is told. */
final class EchoUpstream implements AutoCloseable {

    private final ServerSocket server;

    EchoUpstream() throws IOException {
        server = new ServerSocket(0, 200, InetAddress.ofLiteral("127.0.0.1"));
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket peer = server.accept();
                Thread.ofVirtual().start(() -> answer(peer));
            }
        } catch (IOException e) {
            // the test is over
        }
    }

    private static void answer(Socket peer) {
        try (peer) {
            peer.getInputStream().transferTo(peer.getOutputStream());
        } catch (IOException e) {
            // the client has gone
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
