package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.extension.ExtendWith;

/** Thousands of connections, one after the other, leave nothing behind. */
@ExtendWith(LeakGuard.class)
class FlatMemoryTest {

    private static final int WARM_UP = 2_000;
    private static final int MANY = 10_000;

    /** Less than a tenth of what one object of a hundred bytes for each connection would be. */
    private static final long SLACK = 1 << 17;

    @OnEachRelay
    void connectionsThatHaveEndedLeaveHeapAndNativeMemoryFlat(RelayMode mode) throws IOException {
        try (var upstream = PeerServer.echo();
                var rig = Rig.to(mode, upstream)) {
            long before = 0;
            for (int i = 0; i < 3; i++) { // until all classes are loaded and all pools are filled
                connections(rig, WARM_UP);
                before = memory();
            }
            connections(rig, MANY);
            long known = before;
            await().atMost(Rig.LONG).untilAsserted(() -> assertThat(memory()).isLessThan(known + SLACK));
        }
    }

    private static void connections(Rig rig, int count) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        for (int i = 0; i < count; i++) {
            try (SocketChannel client = SocketChannel.open(rig.addresses().getFirst())) {
                client.write(one.clear());
                client.read(one.clear());
                if (i % 8 != 0) { // an end leaves the kernel a port to wait for
                    client.setOption(StandardSocketOptions.SO_LINGER, 0);
                }
            }
            rig.closed.clear(); // the record is the test's
        }
        await().atMost(Rig.LONG).until(() -> rig.engine.connections().isEmpty());
        rig.closed.clear();
    }

    /** What lives on the heap, and what the JDK's and Netty's buffers take beside it, in bytes. */
    private static long memory() {
        System.gc();
        long buffers = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        long pooled = ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                .metric()
                .usedDirectMemory();
        return buffers
                + pooled
                + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
