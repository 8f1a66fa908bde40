package dev.culvert.cli.bench.load;

import dev.culvert.cli.bench.load.Wire.Service;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One connection of the upstream. */
final class UpstreamConnection {

    private static final int CHUNKS_AT_ONCE = 4;

    private final UpstreamServer server;
    private final UpstreamServer.Listener listener;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer header = ByteBuffer.allocate(Wire.HEADER);
    private @Nullable Service service;
    private @Nullable ByteBuffer owed;

    UpstreamConnection(
            UpstreamServer server, UpstreamServer.Listener listener, SocketChannel channel, SelectionKey key) {
        this.server = server;
        this.listener = listener;
        this.channel = channel;
        this.key = key;
    }

    /** Does what the socket is ready for, by means of a buffer that may be overwritten. */
    void handle(ByteBuffer scratch) {
        try {
            if (!go(scratch)) {
                close();
            }
        } catch (IOException e) {
            close();
        }
    }

    private boolean go(ByteBuffer scratch) throws IOException {
        Service known = service;
        if (known == null) {
            if (channel.read(header) < 0) {
                return false;
            }
            if (header.hasRemaining()) {
                return true;
            }
            known = Wire.service(header);
            begin(known);
        }
        return switch (known) {
            case ECHO -> echo(scratch);
            case SINK -> take(scratch);
            case SOURCE -> give(scratch);
            case TALLY -> false;
            case LIFELINE -> channel.read(scratch.clear()) >= 0;
        };
    }

    private void begin(Service wanted) throws IOException {
        service = wanted;
        switch (wanted) {
            case ECHO -> owe(header.flip());
            case SOURCE -> key.interestOps(SelectionKey.OP_WRITE);
            case TALLY ->
                Wire.writeAll(
                        channel,
                        ByteBuffer.allocate(Long.BYTES).putLong(listener.taken).flip());
            case LIFELINE -> server.lifeline(false);
            case SINK -> {
                // it only reads
            }
        }
    }

    private boolean take(ByteBuffer scratch) throws IOException {
        for (int i = 0; i < CHUNKS_AT_ONCE; i++) {
            int read = channel.read(scratch.clear());
            if (read < 0) {
                return false;
            }
            listener.taken += read;
            if (read < scratch.capacity()) {
                return true;
            }
        }
        return true;
    }

    private boolean give(ByteBuffer scratch) throws IOException {
        for (int i = 0; i < CHUNKS_AT_ONCE; i++) {
            channel.write(scratch.clear());
            if (scratch.hasRemaining()) {
                return true;
            }
        }
        return true;
    }

    private boolean echo(ByteBuffer scratch) throws IOException {
        if (owed == null) {
            scratch.clear();
            if (channel.read(scratch) < 0) {
                return false;
            }
            owe(scratch.flip());
            return true;
        }
        channel.write(owed);
        if (!owed.hasRemaining()) {
            owed = null;
            key.interestOps(SelectionKey.OP_READ);
        }
        return true;
    }

    /** Sends, and keeps what does not fit; nothing is read before that has gone. */
    private void owe(ByteBuffer bytes) throws IOException {
        channel.write(bytes);
        if (bytes.hasRemaining()) {
            owed = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
            key.interestOps(SelectionKey.OP_WRITE);
        }
    }

    private void close() {
        if (service == Service.LIFELINE) {
            server.lifeline(true);
        }
        try {
            channel.close();
        } catch (IOException e) {
            // it is closed as far as it can be
        }
    }
}
