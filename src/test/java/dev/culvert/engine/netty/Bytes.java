package dev.culvert.engine.netty;

import java.io.IOException;
import java.util.Random;

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

    interface Sending {
        void run() throws IOException;
    }
}
