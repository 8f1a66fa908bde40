package dev.culvert.engine.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** The buffers in which bytes wait that were read and could not be sent at once. For one event loop, on that loop only. */
final class UnsentBytes {

    /** What is read at once. With many connections the size of a read decides the throughput. */
    static final int LARGE_READ = 512 * 1024;

    /** What is read at once while much waits, so that those who do not read cannot hold a large one each. */
    static final int SMALL_READ = 64 * 1024;

    static final int MUCH = 16 << 20;

    private int waiting;

    /** How much may be read at once. */
    int readSize() {
        return waiting < MUCH ? LARGE_READ : SMALL_READ;
    }

    /** An empty buffer, to be given back. */
    ByteBuf take(int bytes) {
        waiting += bytes;
        return ByteBufAllocator.DEFAULT.directBuffer(bytes, bytes);
    }

    void give(ByteBuf unused) {
        waiting -= unused.capacity();
        unused.release();
    }
}
