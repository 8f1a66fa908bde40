package dev.culvert.cli.bench.load;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/** A connection to the upstream that keeps its process alive: that ends however this process ends. */
public final class Lifeline implements AutoCloseable {

    private final SocketChannel channel;

    /**
     * Connects to a port of the upstream.
     *
     * @throws IOException if nothing answers there
     */
    public Lifeline(int upstreamPort) throws IOException {
        channel = Wire.connect(upstreamPort, Wire.Service.LIFELINE);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // it is closed as far as it can be
        }
    }
}
