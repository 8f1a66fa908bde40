package dev.culvert.engine.netty;

import io.netty.channel.IoEvent;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.concurrent.ThreadAwareExecutor;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Netty's epoll handler, mended in three places.
 *
 * <p>It forgets sockets. Since 4.2.13 an empty set of interests takes a descriptor out of epoll while Netty goes on to
 * think of it as added, so that the next interest fails with ENOENT and the channel loses what it still had to write:
 * the fate of a half-closed channel whose other side is slow. Here no empty set is ever submitted. In its place goes the
 * error interest, which cannot be masked anyway, edge-triggered so that a lasting EPOLLHUP wakes the loop once and not
 * for ever.
 *
 * <p>And it mistakes them. What epoll tells is looked up by the descriptor's number, and events come in batches: a
 * socket that is closed in the midst of one may have its number used again at once by a client that is accepted or an
 * upstream that is dialled in the same batch, to which the first one's hang-up is told then. Whatever is registered in a
 * batch hears nothing before the next.
 *
 * <p>And it asks the kernel at each change of interest, of which a connection to an upstream has three before the first
 * byte. Here they are gathered, and only the last is submitted, before the loop listens again.
 */
final class KeptRegistrations implements IoHandler {

    private static final Logger log = LoggerFactory.getLogger(KeptRegistrations.class);
    private static final EpollIoOps ALMOST_NOTHING = EpollIoOps.EPOLLERR.with(EpollIoOps.EPOLLET);

    private final IoHandler handler;
    private final Queue<Kept> changed = new ArrayDeque<>();
    private int batch;

    private KeptRegistrations(IoHandler handler) {
        this.handler = handler;
    }

    static IoHandlerFactory around(IoHandlerFactory factory) {
        return new IoHandlerFactory() {
            @Override
            public IoHandler newHandler(ThreadAwareExecutor executor) {
                return new KeptRegistrations(factory.newHandler(executor));
            }

            @Override
            public boolean isChangingThreadSupported() {
                return factory.isChangingThreadSupported();
            }
        };
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        var addressee = new Addressee((EpollIoHandle) handle);
        var kept = new Kept(addressee, handler.register(addressee));
        addressee.registration = kept;
        return kept;
    }

    @Override
    public void initialize() {
        handler.initialize();
    }

    @Override
    public int run(IoHandlerContext context) {
        batch++;
        for (Kept next = changed.poll(); next != null; next = changed.poll()) {
            next.tell();
        }
        return handler.run(context);
    }

    @Override
    public void prepareToDestroy() {
        handler.prepareToDestroy();
    }

    @Override
    public void destroy() {
        handler.destroy();
    }

    @Override
    public void wakeup() {
        handler.wakeup();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> type) {
        return handler.isCompatible(type);
    }

    /** Who is told of events, if they are meant for it. */
    @SuppressWarnings("try") // Netty's signature of close()
    private final class Addressee implements EpollIoHandle {

        private final EpollIoHandle handle;
        private final int registeredIn = batch;
        private @Nullable IoRegistration registration;

        Addressee(EpollIoHandle handle) {
            this.handle = handle;
        }

        @Override
        public FileDescriptor fd() {
            return handle.fd();
        }

        @Override
        public void handle(IoRegistration bare, IoEvent event) {
            if (batch != registeredIn) {
                handle.handle(registration == null ? bare : registration, event);
            }
        }

        @Override
        public void registered() {
            handle.registered();
        }

        @Override
        public void unregistered() {
            handle.unregistered();
        }

        @Override
        public void close() throws Exception {
            handle.close();
        }

        void closeAnyhow() {
            try {
                handle.close();
            } catch (Exception e) {
                log.error("It was not closed properly.", e);
            }
        }
    }

    /** Submits what was wanted last when the loop is about to listen; in between nobody would hear of it. */
    private final class Kept implements IoRegistration {

        private final Addressee addressee;
        private final IoRegistration registration;
        private @Nullable IoOps wanted;
        private @Nullable IoOps told;

        Kept(Addressee addressee, IoRegistration registration) {
            this.addressee = addressee;
            this.registration = registration;
        }

        @Override
        public long submit(IoOps ops) {
            if (!isValid()) {
                return -1;
            }
            EpollIoOps next = EpollIoOps.NONE.equals(ops) ? ALMOST_NOTHING : (EpollIoOps) ops;
            if (wanted == null) {
                changed.add(this);
            }
            wanted = next;
            return next.value();
        }

        void tell() {
            IoOps latest = wanted;
            wanted = null;
            if (latest == null || latest.equals(told) || !isValid()) {
                return;
            }
            told = latest;
            try {
                long unused = registration.submit(latest);
            } catch (RuntimeException e) {
                log.error("The kernel does not watch a socket; it is closed.", e);
                addressee.closeAnyhow();
            }
        }

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // Netty's signature
        public <T> T attachment() {
            return registration.attachment();
        }

        @Override
        public boolean isValid() {
            return registration.isValid();
        }

        @Override
        public boolean cancel() {
            wanted = null;
            return registration.cancel();
        }
    }
}
