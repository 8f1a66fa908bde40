package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.engine.LiveConnection;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class BackPressureTest {

    private static final int CONNECTIONS = 10;
    private static final long MIB = 1 << 20;
    private static final int PIECE = 40 * 1024;
    private static final long PAUSE_NANOS = 300_000;

    @OnEachRelay
    void slowReadersHoldLittleMemory(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer();
                var rig = Rig.to(mode, upstream)) {
            upstream.serve(Bytes::sendForEver);
            long before = directMemory();
            List<Peer> clients = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                clients.add(rig.connect());
            }
            await().until(() -> rig.engine.connections().size() == CONNECTIONS);
            for (LiveConnection connection : rig.engine.connections()) {
                Bytes.awaitStall(connection);
            }
            assertThat(directMemory() - before).isLessThan(CONNECTIONS * MIB + 8 * MIB);
            for (Peer client : clients) {
                client.receive((int) (20 * MIB)); // it flows again as soon as it is read
                client.close();
            }
            await().until(() -> rig.closed.size() == CONNECTIONS);
        }
    }

    @OnEachRelay
    void clientIsNotReadBeyondABoundWhileTheUpstreamIsDialled(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer();
                var resolver = new HeldExecutor();
                var rig = new Rig(mode, resolver)) {
            rig.listen(HeldExecutor.endpoint(upstream));
            byte[] upload = Bytes.random((int) (32 * MIB));
            try (Peer client = rig.connect()) {
                Thread.startVirtualThread(
                        () -> Bytes.quietly(() -> client.send(upload).finish()));
                rig.awaitEarly(64 * 1024);
                await().during(Duration.ofMillis(300))
                        .until(() -> rig.onlyConnection().bytesIn() <= 512 * 1024);
                resolver.release();
                try (Peer server = upstream.accept()) {
                    assertThat(server.receive(upload.length)).isEqualTo(upload);
                    server.expectEnd();
                }
            }
        }
    }

    @OnEachRelay
    void whatHadToWaitArrivesOnceAndInOrder(RelayMode mode) throws IOException {
        byte[] download = Bytes.random((int) (8 * MIB));
        try (var upstream = new PeerServer();
                var rig = Rig.to(mode, upstream)) {
            upstream.serve(server -> {
                for (int at = 0; at < download.length; at += PIECE) { // too little at once for a stream
                    server.send(Arrays.copyOfRange(download, at, Math.min(at + PIECE, download.length)));
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
                server.finish();
            });
            try (Peer client = rig.connect()) {
                client.socket().setReceiveBufferSize(PIECE);
                Bytes.awaitStall(rig.onlyConnection());
                assertThat(client.receive(download.length)).isEqualTo(download);
                client.expectEnd();
            }
            await().until(() -> rig.closed.size() == 1);
        }
    }

    private static long directMemory() {
        return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                .metric()
                .usedDirectMemory();
    }
}
