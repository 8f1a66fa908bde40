package dev.culvert.engine.netty.linux;

import java.util.ArrayDeque;

/** Empty pipes to splice through, kept for the next who streams. For one thread. */
public final class PipePool {

    /** As large as an unprivileged user may have one (pipe(7)). */
    public static final int SIZE = 1 << 20;

    /** A user's programs may have 64 of that size together before all get tiny ones ({@code pipe-user-pages-soft}). */
    private static final int MOST_KEPT = 8;

    private final SystemCalls calls;
    private final ArrayDeque<Long> kept = new ArrayDeque<>();

    /** An empty pool. */
    public PipePool(SystemCalls calls) {
        this.calls = calls;
    }

    /** A pipe, for {@link #readEnd} and {@link #writeEnd}; negative if there is none to be had. */
    public long take() {
        Long pipe = kept.pollFirst();
        return pipe != null ? pipe : calls.pipe(SIZE);
    }

    /** Takes back an empty one. */
    public void give(long pipe) {
        if (kept.size() < MOST_KEPT) {
            kept.addFirst(pipe);
        } else {
            destroy(pipe);
        }
    }

    /** Ends a pipe, with what is in it. */
    public void destroy(long pipe) {
        var unusedRead = calls.close(readEnd(pipe));
        var unusedWrite = calls.close(writeEnd(pipe));
    }

    /** Ends those that are kept. */
    public void close() {
        kept.forEach(this::destroy);
        kept.clear();
    }

    /** The descriptor to read from. */
    public static int readEnd(long pipe) {
        return (int) pipe;
    }

    /** The descriptor to write to. */
    public static int writeEnd(long pipe) {
        return (int) (pipe >>> Integer.SIZE);
    }
}
