package dev.culvert.cli.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** What both ends know: a connection's first eight bytes tell the upstream what to do with it. Everything is on the loopback. */
final class Wire {

    /** What the upstream does with a connection. */
    enum Service {
        /** Sends back what comes. */
        ECHO(1),
        /** Reads and throws away. */
        SINK(2),
        /** Sends without an end. */
        SOURCE(3),
        /** Says how many bytes this port's sinks have taken, and closes. */
        TALLY(4),
        /** Ends the upstream's process when this connection ends. */
        LIFELINE(5);

        private final int code;

        Service(int code) {
            this.code = code;
        }
    }

    static final int HEADER = 8;

    /** A small request, and its reply. */
    static final int MESSAGE = 64;

    /** Large enough that system calls are few, and small enough to stay in a processor's cache. */
    static final int CHUNK = 256 * 1024;

    private static final int MAGIC = 0x43554c56;

    private Wire() {}

    static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    }

    /** A connection that has not yet said what it is for. */
    static SocketChannel connect(int port) throws IOException {
        return SocketChannel.open(loopback(port)).setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    /** A connection that has said what it is for. */
    static SocketChannel connect(int port, Service service) throws IOException {
        SocketChannel channel = connect(port);
        try {
            writeAll(channel, header(service, HEADER));
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** A first message of so many bytes, ready to be written. */
    static ByteBuffer header(Service service, int size) {
        ByteBuffer message = ByteBuffer.allocateDirect(size);
        message.putInt(0, MAGIC).putInt(4, service.code);
        return message;
    }

    static Service service(ByteBuffer header) throws IOException {
        if (header.getInt(0) == MAGIC) {
            for (Service service : Service.values()) {
                if (service.code == header.getInt(4)) {
                    return service;
                }
            }
        }
        throw new IOException("not a connection of this benchmark");
    }

    static void writeAll(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Fills the buffer from a blocking channel. */
    static void readFully(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException("the connection ended before the reply");
            }
        }
    }

    /** How many bytes the sinks of that port of the upstream have taken. */
    static long tally(int upstreamPort) throws IOException {
        try (SocketChannel channel = connect(upstreamPort, Service.TALLY)) {
            ByteBuffer reply = ByteBuffer.allocate(Long.BYTES);
            readFully(channel, reply);
            return reply.getLong(0);
        }
    }
}
