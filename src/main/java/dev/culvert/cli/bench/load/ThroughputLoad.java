package dev.culvert.cli.bench.load;

import dev.culvert.cli.bench.load.Wire.Service;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.Map;

/** Moves as many bytes as go through in one direction. They are counted by who receives them. */
final class ThroughputLoad {

    private static final int CHUNKS_AT_ONCE = 4;
    private static final double MIB = 1 << 20;
    private static final double GIB = 1 << 30;

    private final Order order;
    private final boolean up;
    private final ByteBuffer chunk = ByteBuffer.allocateDirect(Wire.CHUNK);
    private long received;
    private int broken;

    ThroughputLoad(Order order) {
        this.order = order;
        up = order.load() == Order.Kind.UP;
    }

    Outcome run() throws IOException {
        try (Selector selector = Selector.open()) {
            try {
                return run(selector);
            } finally {
                for (SelectionKey key : selector.keys()) {
                    key.channel().close();
                }
            }
        }
    }

    private Outcome run(Selector selector) throws IOException {
        for (int i = 0; i < order.connections(); i++) {
            SocketChannel channel = Wire.connect(order.port(), up ? Service.SINK : Service.SOURCE);
            channel.configureBlocking(false);
            channel.register(selector, up ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }
        var meter = new Meter(order);
        while (!meter.isWarm()) {
            selector.select(this::move, 20);
        }
        long before = bytes();
        meter.begin();
        while (!meter.isOver()) {
            selector.select(this::move, 20);
        }
        meter.end();
        long moved = bytes() - before;
        if (broken > 0) {
            return Outcome.failed(broken + " of " + order.connections() + " connections broke");
        }
        if (moved == 0) {
            return Outcome.failed("not a byte came through");
        }
        Map<String, Double> measures = new HashMap<>();
        measures.put("mib_per_s", moved / MIB / meter.secs());
        if (meter.hasCpu()) {
            measures.put("cpu_s_per_gib", meter.cpuSecs() / (moved / GIB));
        }
        return Outcome.of(measures);
    }

    private long bytes() throws IOException {
        return up ? Wire.tally(order.upstreamPort()) : received;
    }

    private void move(SelectionKey key) {
        try {
            if (move((SocketChannel) key.channel())) {
                return;
            }
        } catch (IOException e) {
            // counted as broken
        }
        broken++;
        key.cancel();
    }

    private boolean move(SocketChannel channel) throws IOException {
        for (int i = 0; i < CHUNKS_AT_ONCE; i++) {
            int moved = up ? channel.write(chunk.clear()) : channel.read(chunk.clear());
            if (moved < 0) {
                return false;
            }
            received += moved;
            if (chunk.hasRemaining()) {
                return true;
            }
        }
        return true;
    }
}
