package dev.culvert.engine.netty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;

/** One end of a plain blocking connection, as the tests speak of it. Nothing waits for longer than ten seconds. */
record Peer(Socket socket) implements AutoCloseable {

    private static final int PATIENCE = 10_000;

    static Peer of(Socket socket) throws IOException {
        socket.setSoTimeout(PATIENCE);
        socket.setTcpNoDelay(true);
        return new Peer(socket);
    }

    static Peer connect(InetSocketAddress address) throws IOException {
        var socket = new Socket();
        socket.connect(address, PATIENCE);
        return of(socket);
    }

    /** Connects to a port of the IPv4 loopback. */
    static Peer connect(int port) throws IOException {
        return connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
    }

    Peer send(String text) throws IOException {
        return send(text.getBytes(UTF_8));
    }

    Peer send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    byte[] receive(int length) throws IOException {
        return socket.getInputStream().readNBytes(length);
    }

    /** Waits for exactly this text. */
    Peer expect(String text) throws IOException {
        assertThat(new String(receive(text.getBytes(UTF_8).length), UTF_8)).isEqualTo(text);
        return this;
    }

    /** Says its last byte; goes on listening. */
    Peer finish() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    Peer expectEnd() throws IOException {
        assertThat(socket.getInputStream().read()).as("end of stream").isEqualTo(-1);
        return this;
    }

    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Reads on, past what there may be, to a reset. */
    void expectReset() {
        assertThatThrownBy(() -> socket.getInputStream().transferTo(OutputStream.nullOutputStream()))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }

    InetSocketAddress local() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
