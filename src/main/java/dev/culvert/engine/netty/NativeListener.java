package dev.culvert.engine.netty;

import dev.culvert.engine.netty.linux.Errno;
import dev.culvert.engine.netty.linux.SystemCalls;
import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A listener that is a descriptor on one event loop, and hands clients to whichever loop has clearly fewer connections.
 * It accepts only some at a time, so that a rush of clients does not keep those who are there waiting.
 */
final class NativeListener extends FileDescriptor implements ListenerSocket, EpollIoHandle, CarefulHandle {

    private static final int MOST_AT_ONCE = 16;

    private final Admission admission;
    private final NativeSockets sockets;
    private final EventLoops loops;
    private final ConnectionLoop loop;
    private final InetSocketAddress address;
    private final AcceptPause pause;
    private @Nullable IoRegistration registration;

    private NativeListener(
            int descriptor, InetSocketAddress address, Admission admission, NativeSockets sockets, EventLoops loops) {
        super(descriptor);
        this.address = address;
        this.admission = admission;
        this.sockets = sockets;
        this.loops = loops;
        loop = loops.next();
        pause = new AcceptPause(admission.service(), loop.eventLoop(), this::listen);
        var unused = Errno.isClientsFault(Errno.EMFILE) ? null : NativeSocket.problem("accept", -Errno.EMFILE);
    }

    /** A binder of such. */
    static Binder binder(NativeSockets sockets, EventLoops loops) {
        return (address, admission) -> {
            try {
                var calls = new SystemCalls();
                int descriptor = bound(calls, address);
                return CompletableFuture.completedFuture(
                        new NativeListener(descriptor, calls.localAddress(descriptor), admission, sockets, loops));
            } catch (IOException e) {
                return CompletableFuture.failedFuture(e);
            }
        };
    }

    private static int bound(SystemCalls calls, InetSocketAddress address) throws IOException {
        int descriptor = calls.socket(NativeSockets.family(address));
        if (descriptor < 0) {
            throw NativeSocket.problem("socket", descriptor);
        }
        var unusedReuse = calls.setReuseAddress(descriptor);
        var unusedNoDelay = calls.setNoDelay(descriptor); // accepted sockets inherit it
        if (address.getAddress() instanceof Inet6Address) {
            var unused = calls.setDualStack(descriptor);
        }
        int result = calls.bind(descriptor, address);
        if (result >= 0) {
            result = calls.listen(descriptor, Listener.BACKLOG);
        }
        if (result < 0) {
            var unused = calls.close(descriptor);
            throw NativeSocket.problem("bind", result);
        }
        return descriptor;
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void accept() {
        loop.eventLoop().execute(this::listen);
    }

    private void listen() {
        if (!isOpen()) {
            return;
        }
        try {
            if (registration == null) {
                registration = loop.register(this);
            }
            registration.submit(EpollIoOps.EPOLLIN);
        } catch (IOException e) {
            pause.begin(e);
        }
    }

    @Override
    public CompletableFuture<Void> unbind() {
        var closed = new CompletableFuture<Void>();
        loop.eventLoop().execute(() -> {
            close();
            closed.complete(null);
        });
        return closed;
    }

    /** On the event loop, which calls it itself when it ends. */
    @Override
    public void close() {
        if (markClosed()) {
            if (registration != null) {
                registration.cancel();
            }
            var unused = sockets.of(loop).calls().close(intValue());
        }
    }

    @Override
    public void ready(IoRegistration told, IoEvent event) {
        SystemCalls calls = sockets.of(loop).calls();
        for (int i = 0; i < MOST_AT_ONCE && isOpen(); i++) {
            int client = calls.accept(intValue());
            if (client >= 0) {
                pause.accepted();
                welcome(client, calls);
            } else if (client == -Errno.EAGAIN) {
                return;
            } else if (!Errno.isClientsFault(-client)) {
                rest();
                pause.begin(NativeSocket.problem("accept", client));
                return;
            }
        }
    }

    /** By the registration that was got, and not by the one that is told, which knows nothing of {@link KeptRegistrations}. */
    private void rest() {
        if (registration != null) {
            registration.submit(EpollIoOps.NONE);
        }
    }

    private void welcome(int client, SystemCalls calls) {
        InetSocketAddress remote = calls.peer();
        InetSocketAddress local = address.getAddress().isAnyLocalAddress() ? calls.localAddress(client) : address;
        admission.enter();
        ConnectionLoop chosen = loops.relieving(loop);
        chosen.expect();
        if (chosen == loop) {
            admit(client, remote, local, chosen);
            return;
        }
        try {
            chosen.eventLoop().execute(() -> admit(client, remote, local, chosen));
        } catch (RejectedExecutionException e) { // the engine ends
            var unused = calls.close(client);
            chosen.forget();
            admission.service().leave();
        }
    }

    private void admit(int client, InetSocketAddress remote, InetSocketAddress local, ConnectionLoop chosen) {
        var socket = new NativeSocket(client, sockets.of(chosen), chosen);
        admission.admit(new RawClient(socket, remote, local, chosen), chosen);
    }

    @Override
    public FileDescriptor fd() {
        return this;
    }
}
