package dev.culvert.engine.netty.linux;

import java.util.ArrayDeque;
import java.util.function.IntPredicate;

/** Empty pipes to splice through, kept for the next who streams. For one thread. */
public final class PipePool {

    /** As large as an unprivileged user may have one (pipe(7)). */
    public static final int SIZE = 1 << 20;

    /** A user's programs may have 64 of that size together before all get tiny ones ({@code pipe-user-pages-soft}). */
    private static final int MOST_KEPT = 8;

    private final SystemCalls calls;
    private final IntPredicate reserved;
    private final ArrayDeque<Long> kept = new ArrayDeque<>();

    /**
     * An empty pool.
     *
     * @param reserved the descriptors that are not for pipes
     */
    public PipePool(SystemCalls calls, IntPredicate reserved) {
        this.calls = calls;
        this.reserved = reserved;
    }

    /** A pipe, for {@link #readEnd} and {@link #writeEnd}; negative if there is none to be had. */
    public long take() {
        Long pipe = kept.pollFirst();
        return pipe != null ? pipe : fresh();
    }

    private long fresh() {
        long pipe = calls.pipe(SIZE);
        if (pipe >= 0 && reserved.test(Math.max(readEnd(pipe), writeEnd(pipe)))) {
            destroy(pipe);
            return -Errno.EMFILE;
        }
        return pipe;
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
