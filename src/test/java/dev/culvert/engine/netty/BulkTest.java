package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.model.CloseReason;
import dev.culvert.model.ClosedConnection;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class BulkTest {

    private static final long MIB = 1 << 20;

    @OnEachRelay
    void everyByteArrivesBothWaysAtOnce(RelayMode mode) throws IOException {
        long size = mode == RelayMode.chosen(null) ? 1024 * MIB : 256 * MIB;
        try (var upstream = new PeerServer();
                var rig = Rig.to(mode, upstream);
                Peer client = rig.connect();
                Peer server = upstream.accept()) {
            CompletableFuture<Long> up =
                    CompletableFuture.supplyAsync(() -> sent(client, size), Thread::startVirtualThread);
            CompletableFuture<Long> down =
                    CompletableFuture.supplyAsync(() -> sent(server, size + 1), Thread::startVirtualThread);
            CompletableFuture<Long> upGot =
                    CompletableFuture.supplyAsync(() -> received(server), Thread::startVirtualThread);
            long downGot = received(client);
            assertThat(downGot).isEqualTo(down.join());
            assertThat(upGot.join()).isEqualTo(up.join());
            await().until(() -> rig.closed.size() == 1);
            ClosedConnection end = rig.closed.element();
            assertThat(end.reason()).isIn(CloseReason.CLIENT_CLOSED, CloseReason.UPSTREAM_CLOSED);
            assertThat(end.bytesIn()).isEqualTo(size);
            assertThat(end.bytesOut()).isEqualTo(size + 1);
        }
    }

    private static long sent(Peer peer, long size) {
        byte[] chunk = Bytes.random(1 << 20);
        Checksum sum = new CRC32C();
        try {
            for (long left = size; left > 0; ) {
                int length = (int) Math.min(left, chunk.length);
                chunk[(int) (left % chunk.length)]++; // no two chunks alike
                sum.update(chunk, 0, length);
                peer.socket().getOutputStream().write(chunk, 0, length);
                left -= length;
            }
            peer.finish();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return sum.getValue();
    }

    private static long received(Peer peer) {
        byte[] chunk = new byte[1 << 20];
        Checksum sum = new CRC32C();
        try {
            InputStream in = peer.socket().getInputStream();
            for (int length; (length = in.read(chunk)) >= 0; ) {
                sum.update(chunk, 0, length);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return sum.getValue();
    }
}
