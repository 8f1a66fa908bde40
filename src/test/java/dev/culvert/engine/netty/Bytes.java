package dev.culvert.engine.netty;

import static org.awaitility.Awaitility.await;

import dev.culvert.engine.LiveConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.function.LongSupplier;

/** Bytes to send. */
final class Bytes {

    private Bytes() {}

    /** The same ones every time. */
    static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    /** Runs something whose failure the other end of the connection shows. */
    static void quietly(Sending sending) {
        try {
            sending.run();
        } catch (IOException e) {
            // the peer that is asserted on sees it
        }
    }

    /** Sends until the connection breaks. */
    static void sendForEver(Peer peer) throws IOException {
        byte[] chunk = random(64 * 1024);
        while (true) {
            peer.send(chunk);
        }
    }

    /** Waits until the client takes no more of what is sent to it. */
    static void awaitStall(LiveConnection connection) {
        awaitStall(connection::bytesOut);
    }

    /** Waits until something has begun to grow and stopped again. */
    static void awaitStall(LongSupplier count) {
        long[] before = {0};
        await().pollInterval(Duration.ofMillis(150)).until(() -> {
            long now = count.getAsLong();
            boolean same = now > 0 && now == before[0];
            before[0] = now;
            return same;
        });
    }

    interface Sending {
        void run() throws IOException;
    }
}
