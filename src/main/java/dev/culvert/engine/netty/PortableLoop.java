package dev.culvert.engine.netty;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/** The buffers that the portable sockets of one event loop share. On that loop only. */
final class PortableLoop {

    /** What is read at once. */
    static final int BUFFER_SIZE = 128 * 1024;

    private static final int MOST_SPARE = 32;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_SIZE);
    private final ArrayDeque<ByteBuffer> spare = new ArrayDeque<>();

    /** For bytes that are sent before anything else is done; empty. */
    ByteBuffer buffer() {
        return buffer.clear();
    }

    /** An empty buffer for bytes that have to wait. */
    ByteBuffer take() {
        ByteBuffer kept = spare.pollFirst();
        return kept != null ? kept.clear() : ByteBuffer.allocateDirect(BUFFER_SIZE);
    }

    void give(ByteBuffer unused) {
        if (spare.size() < MOST_SPARE && unused.capacity() == BUFFER_SIZE) {
            spare.addFirst(unused);
        }
    }
}
