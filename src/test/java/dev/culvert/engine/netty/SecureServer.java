package dev.culvert.engine.netty;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Gives everyone back what they say, inside TLS, and keeps what it was called. */
final class SecureServer implements AutoCloseable {

    final List<String> names = new CopyOnWriteArrayList<>();
    final List<IOException> problems = new CopyOnWriteArrayList<>();
    private final SSLContext context;
    private final String version;
    private final ServerSocket listener;
    private volatile int resetAfter;
    private volatile boolean closed;

    SecureServer(SSLContext context, String version) throws IOException {
        this.context = context;
        this.version = version;
        listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        Thread.startVirtualThread(this::accept);
    }

    SecureServer resettingAfter(int bytes) {
        resetAfter = bytes;
        return this;
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!closed) {
            try {
                Socket plain = listener.accept();
                Thread.startVirtualThread(() -> serve(plain));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void serve(Socket plain) {
        try (plain;
                SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, null, 0, false)) {
            socket.setUseClientMode(false);
            socket.setEnabledProtocols(new String[] {version});
            socket.startHandshake();
            ((ExtendedSSLSession) socket.getSession())
                    .getRequestedServerNames()
                    .forEach(name -> names.add(((SNIHostName) name).getAsciiName()));
            if (resetAfter > 0) {
                socket.getInputStream().readNBytes(resetAfter);
                plain.setSoLinger(true, 0);
                plain.close();
                return;
            }
            socket.getInputStream().transferTo(socket.getOutputStream());
            socket.shutdownOutput();
        } catch (IOException e) {
            problems.add(e);
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        listener.close();
    }
}
