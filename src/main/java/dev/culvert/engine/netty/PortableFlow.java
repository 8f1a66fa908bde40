package dev.culvert.engine.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Bytes from one portable socket to another, through the loop's buffer; those that the sink does not take at once wait
 * in a buffer that belongs to the flow only that long.
 */
final class PortableFlow extends Flow {

    private final PortableLoop loop;
    private final PortableSocket source;
    private @Nullable PortableSocket sink;
    private @Nullable ByteBuf held;
    private @Nullable ByteBuffer waiting;
    private boolean ended;

    PortableFlow(PlainRelay relay, PortableSocket source, PortableLoop loop) {
        super(relay, source);
        this.source = source;
        this.loop = loop;
    }

    @Override
    void connect(RawSocket to, Flow other) {
        super.connect(to, other);
        sink = (PortableSocket) to;
        if (waiting != null) {
            waiting.flip();
        }
    }

    @Override
    void prepend(ByteBuf bytes) {
        ByteBuf all = waiting == null ? bytes : Unpooled.wrappedBuffer(bytes, Unpooled.copiedBuffer(waiting));
        free();
        hold(all);
    }

    /** Lets bytes wait. Releases them. */
    private void hold(ByteBuf bytes) {
        ByteBuffer own = room(bytes.readableBytes());
        bytes.readBytes(own);
        bytes.release();
        waiting = own.flip();
    }

    private ByteBuffer room(int bytes) {
        ByteBuf own = loop.unsent().take(bytes);
        held = own;
        return own.nioBuffer(0, bytes);
    }

    @Override
    void readEarly() {
        try {
            while (source.isReadable() && hasRoom() && !ended) {
                ByteBuffer early = waiting == null ? room(EARLY_LIMIT) : waiting;
                waiting = early;
                ended = read(early) < 0;
            }
            source.await(hasRoom() && !ended, false);
        } catch (IOException e) {
            sourceFailed(e);
        }
    }

    private boolean hasRoom() {
        return waiting == null || waiting.hasRemaining();
    }

    @Override
    @Nullable ByteBuf takeEarly() {
        if (waiting == null) {
            return null;
        }
        ByteBuf early = Unpooled.copiedBuffer(waiting.flip());
        free();
        return early;
    }

    @Override
    boolean hasUnsent() {
        return sink != null && waiting != null;
    }

    @Override
    boolean move() {
        PortableSocket to = sink;
        if (isFinished() || to == null) {
            return false;
        }
        for (int budget = BUDGET; budget > 0; ) {
            ByteBuffer unsent = waiting;
            int moved = unsent != null ? push(to, unsent) : pull(to);
            if (moved <= 0) {
                return false;
            }
            budget -= moved;
        }
        return true;
    }

    /** Sends what waits; nothing if that has to wait on. */
    private int push(PortableSocket to, ByteBuffer unsent) {
        if (!to.isWritable()) {
            return 0;
        }
        int sent = write(to, unsent);
        if (!unsent.hasRemaining()) {
            free();
        }
        return sent;
    }

    /** Takes more from the source and sends what can be sent; nothing if there is nothing. */
    private int pull(PortableSocket to) {
        if (ended) {
            finish();
            return 0;
        } else if (!source.isReadable()) {
            return 0;
        }
        ByteBuffer buffer = loop.buffer();
        int got;
        try {
            got = read(buffer);
        } catch (IOException e) {
            sourceFailed(e);
            return 0;
        }
        if (got <= 0) {
            ended = got < 0;
            return ended ? 1 : 0; // once more, to finish
        }
        buffer.flip();
        if (to.isWritable() && write(to, buffer) < 0) {
            return 0;
        }
        if (buffer.hasRemaining()) {
            hold(Unpooled.wrappedBuffer(buffer));
        }
        return got;
    }

    private int read(ByteBuffer into) throws IOException {
        int got = source.read(into);
        if (got > 0) {
            countReceived(got);
        }
        return got;
    }

    /** Bytes that were taken; -1 if the connection has ended on the way. */
    private int write(PortableSocket to, ByteBuffer from) {
        try {
            int sent = to.write(from);
            countTaken(sent);
            return sent;
        } catch (IOException e) {
            sinkFailed(e);
            return -1;
        }
    }

    @Override
    void free() {
        if (held != null) {
            loop.unsent().give(held);
            held = null;
            waiting = null;
        }
    }
}
