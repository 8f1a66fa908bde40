package dev.culvert.cli.bench.load;

import dev.culvert.cli.bench.load.Wire.Service;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.Map;

/** Connects, sends a small request, waits for its reply and closes; so many at a time, again and again. */
final class ConnectionLoad {

    /** One in a hundred may fail, which happens where local ports are short, before the figure is worth nothing. */
    private static final int ONE_IN = 100;

    private final Order order;
    private final Selector selector = Selector.open();
    private final ByteBuffer request = Wire.header(Service.ECHO, Wire.MESSAGE);
    private final ByteBuffer reply = ByteBuffer.allocateDirect(Wire.MESSAGE);
    private long done;
    private long failed;
    private int open;
    private String why = "";

    ConnectionLoad(Order order) throws IOException {
        this.order = order;
    }

    Outcome run() throws IOException {
        try (selector) {
            var meter = new Meter(order);
            while (!meter.isOver()) {
                if (!meter.hasBegun() && meter.isWarm()) {
                    done = 0;
                    failed = 0;
                    meter.begin();
                }
                fill();
                selector.select(this::handle, 20);
            }
            meter.end();
            long counted = done;
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            if (counted == 0 || failed > counted / ONE_IN) {
                return Outcome.failed(
                        failed + " connections failed and " + counted + " did not" + (why.isEmpty() ? "" : ": " + why));
            }
            Map<String, Double> measures = new HashMap<>();
            measures.put("per_s", counted / meter.secs());
            if (meter.hasCpu()) {
                measures.put("cpu_us", meter.cpuSecs() * 1e6 / counted);
            }
            return Outcome.of(measures);
        }
    }

    /** One turn's attempts are bounded, for a connection may fail at once. */
    private void fill() {
        for (int i = order.connections() - open; i > 0; i--) {
            try {
                dial();
            } catch (IOException e) {
                count(e);
            }
        }
    }

    private void dial() throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            boolean connected = channel.connect(Wire.loopback(order.port())) || channel.finishConnect();
            if (connected) {
                channel.write(request.clear());
            }
            channel.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, new int[1]);
            open++;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private void handle(SelectionKey key) {
        try {
            var channel = (SocketChannel) key.channel();
            if (key.isConnectable()) {
                if (channel.finishConnect()) {
                    channel.write(request.clear());
                    key.interestOps(SelectionKey.OP_READ);
                }
                return;
            }
            int[] got = (int[]) key.attachment();
            int read = channel.read(reply.clear());
            if (read < 0) {
                throw new IOException("closed before the reply");
            }
            got[0] += read;
            if (got[0] >= Wire.MESSAGE) {
                done++;
                end(channel);
            }
        } catch (IOException e) {
            count(e);
            end((SocketChannel) key.channel());
        }
    }

    private void count(IOException e) {
        failed++;
        why = String.valueOf(e.getMessage());
    }

    private void end(SocketChannel channel) {
        open--;
        try {
            channel.close();
        } catch (IOException e) {
            // it is closed as far as it can be
        }
    }
}
