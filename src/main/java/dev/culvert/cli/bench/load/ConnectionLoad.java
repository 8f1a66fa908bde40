package dev.culvert.cli.bench.load;

import dev.culvert.cli.bench.load.Wire.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Connects, sends a small request, waits for its reply and closes; so many at a time, again and again. The replies are taken
 * in the order in which the connections were made, from blocking channels: with a selector, each connection would cost the
 * client more than it costs a good forwarder.
 */
final class ConnectionLoad {

    /** One in a hundred may fail, which happens where local ports are short, before the figure is worth nothing. */
    private static final int ONE_IN = 100;

    /**
     * An address has some 28,000 ports for connections, and each rests for a minute after its use: with one address alone
     * the search for a free port would soon cost more than all else.
     */
    private static final int SOURCES = 64;

    private final Order order;
    private final List<InetSocketAddress> sources = sources();
    private final @Nullable SocketChannel[] ring;
    private final ByteBuffer request = Wire.header(Service.ECHO, Wire.MESSAGE);
    private final ByteBuffer reply = ByteBuffer.allocateDirect(Wire.MESSAGE);
    private int dialled;
    private long done;
    private long failed;
    private String why = "";

    ConnectionLoad(Order order) {
        this.order = order;
        ring = new SocketChannel[order.connections()];
    }

    Outcome run() throws IOException {
        var meter = new Meter(order);
        try {
            for (int i = 0; !meter.isOver(); i = (i + 1) % ring.length) {
                if (!meter.hasBegun() && meter.isWarm()) {
                    done = 0;
                    failed = 0;
                    meter.begin();
                }
                finish(i);
                begin(i);
            }
            meter.end();
        } finally {
            for (SocketChannel channel : ring) {
                if (channel != null) {
                    channel.close();
                }
            }
        }
        if (done == 0 || failed > done / ONE_IN) {
            return Outcome.failed(
                    failed + " connections failed and " + done + " did not" + (why.isEmpty() ? "" : ": " + why));
        }
        Map<String, Double> measures = new HashMap<>();
        measures.put("per_s", done / meter.secs());
        if (meter.hasCpu()) {
            measures.put("cpu_us", meter.cpuSecs() * 1e6 / done);
        }
        return Outcome.of(measures);
    }

    private SocketChannel dial() throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            if (!sources.isEmpty()) {
                channel.bind(sources.get(dialled++ % sources.size()));
            }
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true).connect(Wire.loopback(order.port()));
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Only Linux has all of 127.0.0.0/8 without being asked. */
    private static List<InetSocketAddress> sources() {
        return System.getProperty("os.name", "").startsWith("Linux")
                ? IntStream.rangeClosed(1, SOURCES)
                        .mapToObj(i -> new InetSocketAddress(InetAddress.ofLiteral("127.0.1." + i), 0))
                        .toList()
                : List.of();
    }

    private void begin(int place) {
        try {
            SocketChannel channel = dial();
            ring[place] = channel;
            Wire.writeAll(channel, request.clear());
        } catch (IOException e) {
            count(e);
        }
    }

    private void finish(int place) {
        SocketChannel channel = ring[place];
        if (channel == null) {
            return;
        }
        ring[place] = null;
        try (channel) {
            Wire.readFully(channel, reply.clear());
            done++;
        } catch (IOException e) {
            count(e);
        }
    }

    private void count(IOException e) {
        failed++;
        why = String.valueOf(e.getMessage());
    }
}
