package dev.culvert.engine.netty;

import java.nio.ByteBuffer;

/** The buffers that the portable sockets of one event loop share. On that loop only. */
final class PortableLoop {

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(UnsentBytes.LARGE_READ);
    private final UnsentBytes unsent = new UnsentBytes();

    /** For bytes that are sent before anything else is done; empty. */
    ByteBuffer buffer() {
        return buffer.clear().limit(unsent.readSize());
    }

    /** For bytes that have to wait. */
    UnsentBytes unsent() {
        return unsent;
    }
}
