package dev.culvert.cli.bench.load;

import dev.culvert.cli.bench.load.Wire.Service;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Opens connections that carry one small request each and then stay, and looks how the forwarder's memory has grown. */
final class IdleLoad {

    private static final long SETTLE_MILLIS = 300;

    private final Order order;
    private final ByteBuffer request = Wire.header(Service.ECHO, Wire.MESSAGE);
    private final ByteBuffer reply = ByteBuffer.allocateDirect(Wire.MESSAGE);

    IdleLoad(Order order) {
        this.order = order;
    }

    Outcome run() throws IOException, InterruptedException {
        List<SocketChannel> held = new ArrayList<>();
        Usage before = Usage.of(order.pid());
        try {
            for (int i = 0; i < order.connections(); i++) {
                SocketChannel channel = Wire.connect(order.port());
                held.add(channel);
                talk(channel);
            }
            Thread.sleep(SETTLE_MILLIS);
            Usage after = Usage.of(order.pid());
            // one that was dropped costs no memory, and must not look good for that
            for (SocketChannel channel : held) {
                talk(channel);
            }
            if (before.residentKib().isEmpty() || after.residentKib().isEmpty()) {
                return Outcome.failed("this system does not tell a process's resident memory");
            }
            double grown =
                    after.residentKib().getAsLong() - before.residentKib().getAsLong();
            return Outcome.of(Map.of("kib", grown / held.size()));
        } catch (IOException e) {
            return Outcome.failed(
                    "of " + order.connections() + " connections, number " + held.size() + " failed: " + e.getMessage());
        } finally {
            for (SocketChannel channel : held) {
                channel.close();
            }
        }
    }

    private void talk(SocketChannel channel) throws IOException {
        Wire.writeAll(channel, request.clear());
        Wire.readFully(channel, reply.clear());
    }
}
