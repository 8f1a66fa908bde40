package dev.culvert.engine.netty;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that go one way between two raw sockets. No byte is read before the last one that was read has gone, which
 * is all the back-pressure there is. As a side of the connection it stands for its source. On the event loop only.
 */
abstract class Flow implements Relay.Side {

    /** How many bytes are moved before others have their turn. */
    static final int BUDGET = 1 << 20;

    /** What is read before the sink is there. */
    static final int EARLY_LIMIT = 64 * 1024;

    private final PlainRelay relay;
    private final RawSocket source;
    private @Nullable RawSocket sink;
    private @Nullable Flow back;
    private long received;
    private long taken;
    private boolean finished;

    Flow(PlainRelay relay, RawSocket source) {
        this.relay = relay;
        this.source = source;
    }

    /** Tells where the bytes go, and which flow brings others back. */
    void connect(RawSocket to, Flow other) {
        sink = to;
        back = other;
    }

    /** Puts bytes in front of all that the source will say. Releases them. */
    abstract void prepend(ByteBuf bytes);

    /** Reads a little before there is a sink, if the source would not tell of its end otherwise. */
    abstract void readEarly();

    /** Takes out what was read early; null if that is nothing. For the caller to release. */
    abstract @Nullable ByteBuf takeEarly();

    /**
     * Moves what can be moved.
     *
     * @return whether there is more, and only the budget is used up
     */
    abstract boolean move();

    /** Whether bytes wait to be sent. */
    abstract boolean hasUnsent();

    /** Gives back what it holds; it moves nothing any more. */
    abstract void free();

    RawSocket source() {
        return source;
    }

    RawSocket sink() {
        return Objects.requireNonNull(sink);
    }

    /** Whether the end of the stream has been passed on. */
    boolean isFinished() {
        return finished;
    }

    final void countReceived(int bytes) {
        received += bytes;
        relay.received(this, bytes);
    }

    final void countTaken(int bytes) {
        taken += bytes;
        relay.taken(this, bytes);
    }

    /** The source has said its last byte, and the sink has them all. */
    final void finish() {
        finished = true;
        relay.finished(this);
    }

    final void sourceFailed(IOException problem) {
        relay.lost(this, problem);
    }

    final void sinkFailed(IOException problem) {
        relay.lost(Objects.requireNonNull(back), problem);
    }

    @Override
    public long moved() {
        return received + (back == null ? 0 : back.taken);
    }

    @Override
    public boolean isHeld() {
        return hasUnsent() && back != null && !back.hasUnsent();
    }
}
