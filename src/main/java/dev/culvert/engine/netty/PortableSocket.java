package dev.culvert.engine.netty;

import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.nio.NioIoEvent;
import io.netty.channel.nio.NioIoHandle;
import io.netty.channel.nio.NioIoOps;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of the JDK's socket channels on a Netty event loop, without a Netty channel. Its selector tells what is asked for
 * as long as it is so, hence what is waited for changes with what the flows can do.
 */
final class PortableSocket implements RawSocket, NioIoHandle, CarefulHandle {

    private static final Logger log = LoggerFactory.getLogger(PortableSocket.class);

    private final SocketChannel socket;
    private final ConnectionLoop loop;
    private @Nullable IoRegistration registration;
    private @Nullable Watcher watcher;
    private NioIoOps awaited = NioIoOps.NONE;
    private boolean readable;
    private boolean writable;

    PortableSocket(SocketChannel socket, ConnectionLoop loop) {
        this.socket = socket;
        this.loop = loop;
    }

    /** Tells its watcher when the connection is made, or not. */
    void awaitConnect(Watcher hearer) throws IOException {
        register(hearer);
        submit(NioIoOps.CONNECT);
    }

    boolean finishConnect() throws IOException {
        return socket.finishConnect();
    }

    @Override
    public void watch(Watcher hearer) throws IOException {
        register(hearer);
        writable = true;
        submit(NioIoOps.READ);
    }

    private void register(Watcher hearer) throws IOException {
        watcher = hearer;
        if (registration == null) {
            registration = loop.register(this);
        }
    }

    @Override
    public void await(boolean reads, boolean writes) {
        submit(reads ? writes ? NioIoOps.READ_AND_WRITE : NioIoOps.READ : writes ? NioIoOps.WRITE : NioIoOps.NONE);
    }

    private void submit(NioIoOps ops) {
        if (registration != null && !ops.equals(awaited)) {
            awaited = ops;
            registration.submit(ops);
        }
    }

    boolean isReadable() {
        return readable;
    }

    /** Bytes that were read; -1 at the end of the stream. */
    int read(ByteBuffer into) throws IOException {
        int room = into.remaining();
        int got = socket.read(into);
        readable = got == room;
        return got;
    }

    boolean isWritable() {
        return writable;
    }

    /** Bytes that the socket has taken. */
    int write(ByteBuffer from) throws IOException {
        int sent = socket.write(from);
        writable = !from.hasRemaining();
        return sent;
    }

    /** The selector never says so: reading or writing does. */
    @Override
    public boolean isBroken() {
        return false;
    }

    @Override
    public @Nullable IOException takeError() {
        return null;
    }

    @Override
    public void ready(IoRegistration told, IoEvent event) {
        NioIoOps ops = ((NioIoEvent) event).ops();
        readable |= ops.contains(NioIoOps.READ);
        writable |= ops.contains(NioIoOps.WRITE);
        if (watcher != null && socket.isOpen()) {
            watcher.ready();
        }
    }

    @Override
    public void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close(boolean reset) {
        try {
            if (reset && socket.isOpen() && socket.supportedOptions().contains(StandardSocketOptions.SO_LINGER)) {
                socket.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (IOException e) {
            log.debug("A socket that is reset already refuses to be reset on some systems.", e);
        }
        if (registration != null) {
            registration.cancel();
        }
        try {
            socket.close();
        } catch (IOException e) {
            log.debug("A socket did not close properly.", e);
        }
    }

    /** What the event loop calls for whatever is registered when it ends. */
    @Override
    public void close() {
        close(false);
    }

    @Override
    public io.netty.channel.socket.SocketChannel toChannel() {
        if (registration != null) {
            registration.cancel();
        }
        return new NioSocketChannel(socket);
    }

    @Override
    public SelectableChannel selectableChannel() {
        return socket;
    }
}
