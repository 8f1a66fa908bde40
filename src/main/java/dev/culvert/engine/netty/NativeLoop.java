package dev.culvert.engine.netty;

import dev.culvert.engine.netty.linux.PipePool;
import dev.culvert.engine.netty.linux.SystemCalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** What the native sockets of one event loop share: their system calls, buffers and pipes. On that loop only. */
final class NativeLoop {

    private static final int PAGE = 4096;

    private final SystemCalls calls = new SystemCalls();
    private final PipePool pipes;
    private final MemorySegment buffer = Arena.ofAuto().allocate(UnsentBytes.LARGE_READ, PAGE);
    private final UnsentBytes unsent = new UnsentBytes();

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

    /** For bytes that have to wait. */
    UnsentBytes unsent() {
        return unsent;
    }

    void close() {
        pipes.close();
    }
}
