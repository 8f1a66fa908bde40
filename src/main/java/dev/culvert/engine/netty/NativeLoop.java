package dev.culvert.engine.netty;

import dev.culvert.engine.netty.linux.PipePool;
import dev.culvert.engine.netty.linux.SystemCalls;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** What the native sockets of one event loop share: their system calls, buffers and pipes. On that loop only. */
final class NativeLoop {

    /** What is read at once; two full ones in a row and the kernel moves the rest. */
    static final int LARGE_READ = 512 * 1024;

    /** What is read at once while too much waits already, because those who should take it do not read. */
    static final int SMALL_READ = 64 * 1024;

    static final int MOST_WAITING = 16 << 20;

    private static final int PAGE = 4096;

    private final SystemCalls calls = new SystemCalls();
    private final PipePool pipes;
    private final MemorySegment buffer = Arena.ofAuto().allocate(LARGE_READ, PAGE);
    private int waiting;

    NativeLoop(DescriptorReserve reserve) {
        pipes = new PipePool(calls, reserve::holds);
    }

    SystemCalls calls() {
        return calls;
    }

    PipePool pipes() {
        return pipes;
    }

    /** For bytes that are sent before anything else is done. */
    MemorySegment buffer() {
        return buffer;
    }

    /** How much may be read into it at once. */
    int readSize() {
        return waiting < MOST_WAITING ? LARGE_READ : SMALL_READ;
    }

    /** An empty buffer for bytes that have to wait; to be given back. */
    ByteBuf take(int bytes) {
        waiting += bytes;
        return ByteBufAllocator.DEFAULT.directBuffer(bytes, bytes);
    }

    void give(ByteBuf unused) {
        waiting -= unused.capacity();
        unused.release();
    }

    void close() {
        pipes.close();
    }
}
