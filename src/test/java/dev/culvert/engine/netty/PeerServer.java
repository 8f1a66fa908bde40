package dev.culvert.engine.netty;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** An upstream that a test plays by hand: it accepts when it is told to. */
final class PeerServer implements AutoCloseable {

    private final ServerSocket listener;

    PeerServer() throws IOException {
        this("127.0.0.1", 0);
    }

    PeerServer(String address, int port) throws IOException {
        listener = new ServerSocket();
        listener.bind(new InetSocketAddress(InetAddress.ofLiteral(address), port), 500);
        listener.setSoTimeout(10_000);
    }

    int port() {
        return listener.getLocalPort();
    }

    Peer accept() throws IOException {
        return Peer.of(listener.accept());
    }

    /** Serves every client on a thread of its own until the server closes. */
    PeerServer serve(Service service) {
        Thread.startVirtualThread(() -> {
            while (!listener.isClosed()) {
                try {
                    Socket socket = listener.accept();
                    Thread.startVirtualThread(() -> run(service, socket));
                } catch (IOException e) {
                    // closed, or nobody came
                }
            }
        });
        return this;
    }

    /** Gives everyone back what they say, to their last byte. */
    static PeerServer echo() throws IOException {
        return new PeerServer().serve(peer -> {
            peer.socket().getInputStream().transferTo(peer.socket().getOutputStream());
            peer.finish();
        });
    }

    private static void run(Service service, Socket socket) {
        try (Peer peer = Peer.of(socket)) {
            service.serve(peer);
        } catch (IOException e) {
            // the test sees the other end
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    /** What is done with one client. */
    interface Service {
        void serve(Peer peer) throws IOException;
    }
}
