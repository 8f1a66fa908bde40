package dev.culvert.engine.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One of a connection's two sockets, at the end of its channel's pipeline. On the event loop only. */
@SuppressWarnings("FutureReturnValueIgnored") // the meter hears how a write went
final class Leg extends ChannelInboundHandlerAdapter implements Relay.Side {

    private Owner owner;
    private @Nullable DuplexChannel channel;
    private @Nullable WriteMeter meter;
    private @Nullable SslHandler tls;
    private List<Throttle> throttles = List.of();
    private boolean wanted;
    private boolean resting;
    private final Queue<ByteBuf> held = new ArrayDeque<>(0);
    private boolean endHeld;
    private boolean ended;
    private boolean finished;
    private long received;
    private long written;
    private long taken;

    /** Hears what happens to a leg. */
    interface Owner {

        /** Bytes were read, which are the owner's. */
        void received(Leg from, ByteBuf bytes);

        /** That was all there is for now. */
        void readComplete(Leg from);

        /** There is room for more, or none any more. */
        void writabilityChanged(Leg leg);

        /** The socket has taken bytes. */
        void taken(Leg by, long bytes);

        /** The peer has sent its last byte. */
        void ended(Leg leg);

        /** The socket is closed. */
        void vanished(Leg leg);

        /** Reading or writing has failed. */
        void failed(Leg leg, Throwable cause);
    }

    Leg(Owner owner) {
        this.owner = owner;
    }

    /** Somebody else hears from now on. */
    void passTo(Owner other) {
        owner = other;
    }

    /** Becomes the last handler of a channel that is, or is about to be, registered with this event loop. */
    void attach(DuplexChannel socket) {
        channel = socket;
        meter = new WriteMeter(socket, this);
        socket.pipeline().addLast(this);
    }

    /** What is read and written from now on is inside TLS. */
    void secure(SslHandler handler) {
        tls = handler;
    }

    /** Whether TLS is to blame for a failure. */
    boolean isTlsFailure(Throwable cause) {
        return tls != null && (cause instanceof SSLException || cause.getCause() instanceof SSLException);
    }

    boolean isAttached() {
        return channel != null;
    }

    DuplexChannel channel() {
        return Objects.requireNonNull(channel);
    }

    /** Queues bytes to be sent; they go out with the next flush. */
    void write(ByteBuf bytes) {
        int length = bytes.readableBytes();
        written += length;
        if (tls == null) {
            channel().write(bytes, Objects.requireNonNull(meter));
            return;
        }
        // TLS gathers writes, and what it sends has another length; it tells only when all of one has gone, and the
        // promises in between may tell of a later one first
        long end = written;
        channel().write(bytes).addListener(sent -> {
            if (sent.isSuccess()) {
                takenUpTo(end);
            } else {
                writeFailed(sent.cause());
            }
        });
    }

    private void takenUpTo(long end) {
        if (end > taken) {
            taken(end - taken);
        }
    }

    /** Says our last byte, in TLS's words first where it is spoken. */
    ChannelFuture shutdown() {
        if (tls == null) {
            return channel().shutdownOutput();
        }
        ChannelPromise shut = channel().newPromise();
        tls.closeOutbound().addListener(sent -> channel().shutdownOutput(shut));
        return shut;
    }

    /**
     * Closes the socket. TLS says that it ends if everything was said; a socket that closes without a word tells the
     * peer that something may be missing (RFC 8446 6.1).
     */
    void close() {
        if (finished) {
            channel().close();
        } else {
            channel().pipeline().firstContext().close();
        }
    }

    /** Closes a socket; with a reset if bytes for it are lost, so that nobody takes them for the whole. */
    void release(boolean reset) {
        // the descriptor of a closed channel may be another connection's by now, and an option would be set on that
        if (channel == null || !channel.isOpen()) {
            return;
        }
        if (reset || hasUnsent()) {
            try {
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
            } catch (ChannelException e) {
                // a socket that is reset already refuses the option on some systems
            }
        }
        close();
    }

    void flush() {
        channel().flush();
    }

    boolean isWritable() {
        return channel().isWritable();
    }

    /** Reads on or rests. After the end of the stream there is nothing to read on for. */
    void read(boolean on) {
        wanted = on;
        channel().config().setAutoRead(on && !ended && !resting);
    }

    /** Holds what is read from now on to these rates. */
    void slowDown(List<Throttle> holders) {
        throttles = holders;
        holders.stream()
                .mapToInt(Throttle::readSize)
                .min()
                .ifPresent(size -> UnixHalfClose.read(channel(), new FixedRecvByteBufAllocator(size)));
    }

    private void restAfter(int bytes) {
        long rest = Throttle.rest(throttles, bytes, System.nanoTime());
        if (rest > 0 && !resting && channel().isOpen()) {
            resting = true;
            read(wanted);
            channel().eventLoop().schedule(this::wake, rest, TimeUnit.NANOSECONDS);
        }
    }

    /** Goes on with what came meanwhile: epoll reads all that there is once the peer has sent its last byte. */
    private void wake() {
        resting = false;
        while (!resting && !held.isEmpty()) {
            deliver(held.remove());
        }
        owner.readComplete(this);
        if (held.isEmpty() && endHeld) {
            endHeld = false;
            owner.ended(this);
        }
        if (channel().isOpen()) { // the descriptor of a closed channel may be another connection's by now
            read(wanted);
        }
    }

    private void deliver(ByteBuf bytes) {
        int length = bytes.readableBytes();
        received += length;
        owner.received(this, bytes);
        if (!throttles.isEmpty()) {
            restAfter(length);
        }
    }

    private void end() {
        if (held.isEmpty()) {
            owner.ended(this);
        } else {
            endHeld = true;
        }
    }

    /** Gives what was read to the decoder behind this, which hands on what it makes of it. */
    void handOn(ByteBuf bytes) {
        channel().pipeline().context(this).fireChannelRead(bytes);
    }

    /** Tells the decoder that this was all. */
    void tellEnd() {
        channel().pipeline().context(this).fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
    }

    /** Lets go of what will not be passed on. */
    void drop() {
        held.forEach(ByteBuf::release);
        held.clear();
    }

    /** Whether the peer has sent its last byte. */
    boolean hasEnded() {
        return ended;
    }

    void setEnded() {
        ended = true;
        read(false);
    }

    /** Whether we have sent our last byte. */
    boolean hasFinished() {
        return finished;
    }

    /** All has been sent. */
    void setFinished() {
        takenUpTo(written);
        finished = true;
    }

    boolean hasUnsent() {
        return written > taken;
    }

    @Override
    public long moved() {
        return received + taken;
    }

    @Override
    public boolean isHeld() {
        return channel != null && !ended && !channel.config().isAutoRead() && !hasUnsent();
    }

    void taken(long bytes) {
        taken += bytes;
        owner.taken(this, bytes);
    }

    void writeFailed(Throwable cause) {
        owner.failed(this, cause);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (resting) {
            held.add(bytes);
        } else {
            deliver(bytes);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        owner.readComplete(this);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        owner.writabilityChanged(this);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        // NIO tells the first when it has read the end; the native transports tell both then, one after the other
        if (event instanceof ChannelInputShutdownEvent || event instanceof ChannelInputShutdownReadComplete) {
            end();
        } else if (event instanceof SslCloseCompletionEvent closed && closed.isSuccess()) {
            end();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        owner.vanished(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        owner.failed(this, cause);
    }
}
