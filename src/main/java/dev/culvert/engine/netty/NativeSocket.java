package dev.culvert.engine.netty;

import dev.culvert.engine.netty.linux.SystemCalls;
import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.unix.Errors;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A descriptor that is registered with the event loop's epoll once and for all, edge-triggered; what it may be used for
 * is kept in flags until a system call says otherwise. It is closed exactly once, and what epoll still has to tell of
 * it then goes nowhere: Netty looks events up by registration, not by the number.
 */
final class NativeSocket extends FileDescriptor implements RawSocket, EpollIoHandle, CarefulHandle {

    private static final EpollIoOps EVERYTHING = EpollIoOps.EPOLLIN
            .with(EpollIoOps.EPOLLOUT)
            .with(EpollIoOps.EPOLLRDHUP)
            .with(EpollIoOps.EPOLLET);

    private static final int IN = EpollIoOps.EPOLLIN.value();
    private static final int OUT = EpollIoOps.EPOLLOUT.value();
    private static final int ERROR = EpollIoOps.EPOLLERR.value();
    private static final int PEER_FINISHED = EpollIoOps.EPOLLRDHUP.value();
    /** Netty has no name for it. */
    private static final int BOTH_FINISHED = 0x10;

    /** What every IPv4 peer takes in one segment (RFC 9293 3.7.1). */
    private static final int SURELY_ONE_SEGMENT = 536;

    private final NativeLoop shared;
    private final ConnectionLoop loop;
    private @Nullable IoRegistration registration;
    private @Nullable Watcher watcher;
    private boolean readable;
    private boolean writable;
    private boolean hungUp;
    private boolean broken;
    private int sendsUntilNoDelay;

    NativeSocket(int descriptor, NativeLoop shared, ConnectionLoop loop) {
        super(descriptor);
        this.shared = shared;
        this.loop = loop;
    }

    @Override
    public void watch(Watcher hearer) throws IOException {
        watcher = hearer;
        if (registration == null) {
            registration = loop.register(this);
            registration.submit(EVERYTHING);
        }
    }

    @Override
    public void await(boolean reads, boolean writes) {
        // an edge is told whether anybody waits or not
    }

    boolean isReadable() {
        return readable;
    }

    /** Nothing more was to be had. */
    void drained() {
        readable = false;
    }

    boolean isWritable() {
        return writable;
    }

    /** It takes no more. */
    void full() {
        writable = false;
    }

    /** Whether there is an end of the stream to be read: a short read does not mean that all was read then. */
    boolean isHungUp() {
        return hungUp;
    }

    @Override
    public boolean isBroken() {
        return broken;
    }

    @Override
    public @Nullable IOException takeError() {
        int error = takeErrorNumber();
        return error == 0 ? null : problem("socket", error);
    }

    /** The same as the system's number, negative; 0 for none. */
    int takeErrorNumber() {
        return isOpen() ? shared.calls().takeError(intValue()) : 0;
    }

    @Override
    public void ready(IoRegistration told, IoEvent event) {
        int ready = ((EpollIoEvent) event).ops().value();
        broken |= (ready & ERROR) != 0;
        hungUp |= (ready & (PEER_FINISHED | BOTH_FINISHED | ERROR)) != 0;
        readable |= hungUp || (ready & IN) != 0;
        writable |= (ready & (OUT | BOTH_FINISHED | ERROR)) != 0;
        if (watcher != null && isOpen()) {
            watcher.ready();
        }
    }

    @Override
    public void shutdownOutput() throws IOException {
        int result = shared.calls().shutdownOutput(intValue());
        if (result < 0) {
            throw problem("shutdown", result);
        }
    }

    @Override
    public void close(boolean reset) {
        if (!markClosed()) {
            return;
        }
        SystemCalls calls = shared.calls();
        if (reset) {
            var unused = calls.setLingerZero(intValue()); // refused if it is reset already
        }
        if (registration != null) {
            registration.cancel(); // no system call: closing takes it out of epoll
        }
        var unused = calls.close(intValue());
    }

    /** What the event loop calls for whatever is registered when it ends. */
    @Override
    public void close() {
        close(false);
    }

    @Override
    public SocketChannel toChannel() {
        if (registration != null) {
            registration.cancel();
        }
        if (!markClosed()) {
            throw new IllegalStateException("closed already");
        }
        return new EpollSocketChannel(intValue());
    }

    @Override
    public FileDescriptor fd() {
        return this;
    }

    /** The socket is a new one that still waits for acknowledgements before it sends a small piece. */
    void delays() {
        sendsUntilNoDelay = 2;
    }

    /**
     * Bytes are about to be sent. The first small piece goes at once whatever is set, since nothing is under way that could be
     * acknowledged (RFC 9293 3.7.4); so a connection of one request is spared a system call.
     */
    void beforeSend(int bytes) {
        if (sendsUntilNoDelay == 0) {
            return;
        }
        sendsUntilNoDelay = bytes > SURELY_ONE_SEGMENT ? 0 : sendsUntilNoDelay - 1;
        if (sendsUntilNoDelay == 0) {
            var unused = shared.calls().setNoDelay(intValue());
        }
    }

    static IOException problem(String call, int error) {
        return new Errors.NativeIoException(call, error, false);
    }
}
