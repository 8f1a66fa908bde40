package dev.culvert.engine.netty;

import dev.culvert.engine.netty.linux.PipePool;
import dev.culvert.engine.netty.linux.SystemCalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;

/** What the native sockets of one event loop share: their system calls, buffers and pipes. On that loop only. */
final class NativeLoop {

    /** What is read at once; two full ones in a row and the kernel moves the rest. */
    static final int BUFFER_SIZE = 64 * 1024;

    private static final int PAGE = 4096;
    private static final int MOST_SPARE = 64;

    private final SystemCalls calls = new SystemCalls();
    private final PipePool pipes;
    private final MemorySegment buffer = allocate();
    private final ArrayDeque<MemorySegment> spare = new ArrayDeque<>();

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

    /** A buffer for bytes that have to wait. */
    MemorySegment take() {
        MemorySegment kept = spare.pollFirst();
        return kept != null ? kept : allocate();
    }

    void give(MemorySegment unused) {
        if (spare.size() < MOST_SPARE) {
            spare.addFirst(unused);
        }
    }

    void close() {
        pipes.close();
    }

    private static MemorySegment allocate() {
        return Arena.ofAuto().allocate(BUFFER_SIZE, PAGE);
    }
}
