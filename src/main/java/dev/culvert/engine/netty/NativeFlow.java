package dev.culvert.engine.netty;

import dev.culvert.engine.netty.linux.Errno;
import dev.culvert.engine.netty.linux.PipePool;
import dev.culvert.engine.netty.linux.SystemCalls;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Bytes from one native socket to another. Small pieces are received into the loop's buffer and sent at once; a stream
 * is spliced through a pipe, so that its bytes never leave the kernel. Buffer and pipe belong to a flow only while bytes
 * wait in them.
 */
final class NativeFlow extends Flow {

    /** So many full buffers in a row make a stream. */
    private static final int FULL_READS = 2;
    /** So many small pieces in a row, and it is none any more. */
    private static final int SMALL_PIECES = 8;

    /** So many full buffers more before a pipe is asked for again where there was none. */
    private static final int PATIENCE_WITHOUT_PIPE = 64;

    private static final int SMALL = 16 * 1024;
    private static final long NO_PIPE = -1;
    /** The connection has ended on the way, and its sockets' numbers may be others' by now. */
    private static final int ENDED = Integer.MIN_VALUE;

    private final NativeLoop loop;
    private final NativeSocket source;
    private @Nullable NativeSocket sink;
    private @Nullable ByteBuf waiting;
    private MemorySegment unsent = MemorySegment.NULL;
    private int offset;
    private int length;
    private long pipe = NO_PIPE;
    private int inPipe;
    private boolean streams;
    private int streak;

    NativeFlow(PlainRelay relay, NativeSocket source, NativeLoop loop) {
        super(relay, source);
        this.source = source;
        this.loop = loop;
    }

    @Override
    void connect(RawSocket to, Flow other) {
        super.connect(to, other);
        sink = (NativeSocket) to;
    }

    @Override
    void prepend(ByteBuf bytes) {
        keep(bytes);
        bytes.release();
    }

    @Override
    void readEarly() {
        // the socket tells of its end and of a reset without being read
    }

    @Override
    public @Nullable ByteBuf takeEarly() {
        return null;
    }

    @Override
    boolean hasUnsent() {
        return length > 0 || inPipe > 0;
    }

    @Override
    boolean move() {
        NativeSocket to = sink;
        if (isFinished() || to == null) {
            return false;
        }
        int budget = BUDGET;
        while (budget > 0) {
            int moved = hasUnsent() ? push(to) : pull(to);
            if (moved < 0) {
                return false;
            }
            budget -= moved;
        }
        return true;
    }

    /** Sends what waits; -1 if that has to wait on. */
    private int push(NativeSocket to) {
        if (!to.isWritable()) {
            return -1;
        }
        SystemCalls calls = loop.calls();
        int sent;
        to.beforeSend(inPipe > 0 ? inPipe : length);
        if (inPipe > 0) {
            sent = calls.splice(PipePool.readEnd(pipe), to.intValue(), inPipe);
        } else {
            sent = calls.send(to.intValue(), unsent, offset, length);
        }
        if (sent < 0) {
            sinkStopped(to, sent);
            return -1;
        }
        countTaken(sent);
        if (inPipe > 0) {
            inPipe -= sent;
        } else {
            offset += sent;
            length -= sent;
            if (length > 0) {
                to.full();
            } else {
                giveBuffer();
            }
        }
        return sent;
    }

    /** Takes more from the source; -1 if there is nothing. */
    private int pull(NativeSocket to) {
        if (!source.isReadable()) {
            givePipe();
            return -1;
        }
        if (streams && pipe == NO_PIPE) {
            pipe = loop.pipes().take();
            if (pipe < 0) {
                pipe = NO_PIPE;
                streams = false;
                streak = -PATIENCE_WITHOUT_PIPE;
            }
        }
        int got = streams ? fillPipe() : copy(to);
        if (got > 0) {
            return got;
        } else if (got == ENDED) {
            return -1;
        }
        givePipe();
        if (got == 0) {
            source.drained();
            finish();
        } else if (got == -Errno.EAGAIN) {
            source.drained();
        } else if (got != -Errno.EINTR) {
            sourceFailed(NativeSocket.problem("recv", got));
        } else {
            return 0;
        }
        return -1;
    }

    private int fillPipe() {
        int got = loop.calls().splice(source.intValue(), PipePool.writeEnd(pipe), PipePool.SIZE);
        if (got > 0) {
            countReceived(got);
            inPipe = got;
            if (got >= SMALL) {
                streak = SMALL_PIECES;
            } else if (--streak < 0) {
                streams = false;
                streak = 0;
            }
        }
        return got;
    }

    private int copy(NativeSocket to) {
        if (pipe != NO_PIPE) {
            givePipe();
        }
        MemorySegment buffer = loop.buffer();
        int most = loop.unsent().readSize();
        int got = loop.calls().receive(source.intValue(), buffer, most);
        if (got <= 0) {
            return got;
        }
        countReceived(got);
        if (got < most) {
            streak = 0;
            if (!source.isHungUp()) {
                source.drained();
            }
        } else if (++streak >= FULL_READS) {
            streams = true;
            streak = SMALL_PIECES;
        }
        int sent = 0;
        if (to.isWritable()) {
            to.beforeSend(got);
            sent = loop.calls().send(to.intValue(), buffer, 0, got);
            if (sent < 0) {
                if (!sinkStopped(to, sent)) {
                    return ENDED;
                }
                sent = 0;
            }
            countTaken(sent);
        }
        if (sent < got) {
            to.full();
            keep(Unpooled.wrappedBuffer(buffer.asSlice(sent, got - sent).asByteBuffer()));
        }
        return got;
    }

    private void keep(ByteBuf bytes) {
        length = bytes.readableBytes();
        ByteBuf own = loop.unsent().take(length).writeBytes(bytes);
        unsent = MemorySegment.ofBuffer(own.nioBuffer());
        waiting = own;
        offset = 0;
    }

    /** Whether the sink only wants to be left alone for a while. */
    private boolean sinkStopped(NativeSocket to, int error) {
        if (error == -Errno.EAGAIN) {
            to.full();
            return true;
        }
        sinkFailed(NativeSocket.problem("send", error));
        return false;
    }

    private void giveBuffer() {
        if (waiting != null) {
            loop.unsent().give(waiting);
            waiting = null;
            unsent = MemorySegment.NULL;
        }
        offset = 0;
        length = 0;
    }

    private void givePipe() {
        if (pipe == NO_PIPE) {
            return;
        }
        if (inPipe == 0) {
            loop.pipes().give(pipe);
        } else {
            loop.pipes().destroy(pipe);
        }
        pipe = NO_PIPE;
        inPipe = 0;
    }

    @Override
    void free() {
        giveBuffer();
        givePipe();
    }
}
