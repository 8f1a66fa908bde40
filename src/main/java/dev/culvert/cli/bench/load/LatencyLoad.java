package dev.culvert.cli.bench.load;

import dev.culvert.cli.bench.load.Wire.Service;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Sends small requests at a fixed rate, on connections in turn, however long the replies take. A reply is timed from when
 * its request was sent; if its connection was still waiting for an earlier reply, from when the request was due, so that a
 * forwarder that stalls cannot hide behind requests that were never sent.
 */
final class LatencyLoad {

    private static final double PATIENCE_SECS = 3;

    private final Order order;
    private final Lane[] lanes;
    private final ByteBuffer request = Wire.header(Service.ECHO, Wire.MESSAGE);
    private final ByteBuffer reply = ByteBuffer.allocateDirect(Wire.MESSAGE);
    private final int total;
    private final int uncounted;
    private final long[] nanos;
    private long start;
    private int sent;
    private int done;
    private int counted;
    private String failure = "";

    /** A connection, and the requests that wait for it. */
    private static final class Lane {
        private final SocketChannel channel;
        private int number;
        private int overdue;
        private boolean busy;
        private long from;
        private int got;

        Lane(SocketChannel channel) {
            this.channel = channel;
        }
    }

    LatencyLoad(Order order) {
        this.order = order;
        lanes = new Lane[order.connections()];
        uncounted = (int) (Order.RATE * order.warmSecs());
        total = uncounted + Math.max(1, (int) (Order.RATE * order.secs()));
        nanos = new long[total];
    }

    Outcome run() throws IOException {
        try (Selector selector = Selector.open()) {
            try {
                for (int i = 0; i < lanes.length; i++) {
                    SocketChannel channel = Wire.connect(order.port());
                    channel.configureBlocking(false);
                    lanes[i] = new Lane(channel);
                    channel.register(selector, SelectionKey.OP_READ, lanes[i]);
                }
                return measure(selector);
            } finally {
                for (SelectionKey key : selector.keys()) {
                    key.channel().close();
                }
            }
        }
    }

    private Outcome measure(Selector selector) throws IOException {
        var meter = new Meter(order);
        start = System.nanoTime() + 1_000_000;
        long giveUp = start + (long) ((order.warmSecs() + order.secs() + PATIENCE_SECS) * 1e9);
        while (done < total && failure.isEmpty()) {
            long now = System.nanoTime();
            if (now > giveUp) {
                return Outcome.failed(total - done + " replies are missing");
            }
            while (sent < total && due(sent) <= now) {
                if (sent == uncounted) {
                    meter.begin();
                }
                ask(sent++);
            }
            // a selector waits in whole milliseconds, so requests go out in small groups
            long millis = sent < total ? (due(sent) - System.nanoTime() + 999_999) / 1_000_000 : 100;
            selector.select(this::take, Math.max(1, millis));
        }
        meter.end();
        return failure.isEmpty() ? outcome(meter) : Outcome.failed(failure);
    }

    private Outcome outcome(Meter meter) {
        Arrays.sort(nanos, 0, counted);
        Map<String, Double> measures = new HashMap<>();
        measures.put("p50_us", percentile(0.50));
        measures.put("p99_us", percentile(0.99));
        if (meter.hasCpu()) {
            measures.put("cpu_us", meter.cpuSecs() * 1e6 / counted);
        }
        return Outcome.of(measures);
    }

    private double percentile(double share) {
        return nanos[Math.min(counted - 1, (int) (share * counted))] / 1e3;
    }

    private long due(int number) {
        return start + number * 1_000_000_000L / Order.RATE;
    }

    private void ask(int number) throws IOException {
        Lane lane = lanes[number % lanes.length];
        if (lane.busy) {
            lane.overdue++;
        } else {
            send(lane, number, System.nanoTime());
        }
    }

    private void send(Lane lane, int number, long from) throws IOException {
        lane.busy = true;
        lane.number = number;
        lane.from = from;
        lane.got = 0;
        Wire.writeAll(lane.channel, request.clear());
    }

    private void take(SelectionKey key) {
        try {
            var lane = (Lane) key.attachment();
            int read = lane.channel.read(reply.clear());
            if (read < 0) {
                throw new IOException("a connection was closed");
            }
            lane.got += read;
            if (lane.got >= Wire.MESSAGE) {
                finish(lane);
            }
        } catch (IOException e) {
            failure = String.valueOf(e.getMessage());
            key.cancel();
        }
    }

    private void finish(Lane lane) throws IOException {
        done++;
        lane.busy = false;
        if (lane.number >= uncounted) {
            nanos[counted++] = System.nanoTime() - lane.from;
        }
        if (lane.overdue > 0) {
            lane.overdue--;
            int next = lane.number + lanes.length;
            send(lane, next, due(next));
        }
    }
}
