package dev.culvert.cli.bench.load;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** What the forwarders forward to: one thread, and a port for each forwarder. */
public final class UpstreamServer implements AutoCloseable {

    private static final int BACKLOG = 4096;
    private static final int ACCEPTED_AT_ONCE = 64;

    /** Nobody who started this is silent for so long. */
    private static final long LONELY_MILLIS = 20_000;

    private final Selector selector = Selector.open();
    private final List<Listener> listeners = new ArrayList<>();
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(Wire.CHUNK);
    private boolean lifelineSeen;
    private boolean lifelineCut;

    /** A port, and what its sinks have taken. */
    static final class Listener {
        private final ServerSocketChannel channel;
        long taken;

        Listener(ServerSocketChannel channel) {
            this.channel = channel;
        }
    }

    /**
     * Listens on so many free ports of 127.0.0.1.
     *
     * @throws IOException if a port cannot be had
     */
    public UpstreamServer(int ports) throws IOException {
        for (int i = 0; i < ports; i++) {
            ServerSocketChannel channel = ServerSocketChannel.open().bind(Wire.loopback(0), BACKLOG);
            channel.configureBlocking(false);
            var listener = new Listener(channel);
            channel.register(selector, SelectionKey.OP_ACCEPT, listener);
            listeners.add(listener);
        }
    }

    /** The ports that it listens on. */
    public List<Integer> ports() {
        return listeners.stream().map(l -> l.channel.socket().getLocalPort()).toList();
    }

    /**
     * Serves until whoever started it has gone, or does not come within twenty seconds.
     *
     * @throws IOException if the selector fails
     */
    public void run() throws IOException {
        long alone = System.nanoTime() + LONELY_MILLIS * 1_000_000;
        while (!lifelineCut && (lifelineSeen || System.nanoTime() < alone)) {
            selector.select(this::handle, LONELY_MILLIS);
        }
    }

    /** Called by a connection that is the lifeline, when it is known as such and when it ends. */
    void lifeline(boolean cut) {
        lifelineSeen = true;
        lifelineCut |= cut;
    }

    private void handle(SelectionKey key) {
        switch (key.attachment()) {
            case Listener listener -> accept(listener);
            case UpstreamConnection connection -> connection.handle(scratch);
            default -> throw new IllegalStateException("unknown key " + key);
        }
    }

    private void accept(Listener listener) {
        try {
            for (int i = 0; i < ACCEPTED_AT_ONCE; i++) {
                SocketChannel channel = listener.channel.accept();
                if (channel == null) {
                    return;
                }
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
                key.attach(new UpstreamConnection(this, listener, channel, key));
            }
        } catch (IOException e) {
            // the client has gone again, or there are no descriptors: the client sees that and says so
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : List.copyOf(selector.keys())) {
            key.channel().close();
        }
        selector.close();
    }
}
