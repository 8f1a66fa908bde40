package dev.culvert.engine.netty;

import dev.culvert.engine.netty.linux.Errno;
import dev.culvert.engine.netty.linux.SystemCalls;
import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Where one event loop takes clients from a listener that it shares with the others. It accepts only some at a time, so
 * that a rush of clients does not keep those who are there waiting, and hands a client to another loop if that has
 * clearly fewer. The descriptor belongs to the {@link NativeListener}. On its event loop, but for {@link #open},
 * {@link #rest}, {@link #load} and {@link #shut}.
 */
final class NativeDoor extends FileDescriptor implements EpollIoHandle, CarefulHandle, Doorkeeper.Door {

    /** {@code EPOLLIN | EPOLLEXCLUSIVE}; the latter may be added to epoll but never modified (epoll_ctl(2)). */
    private static final EpollIoOps CLIENTS = EpollIoOps.valueOf(EpollIoOps.EPOLLIN.value() | 1 << 28);

    private final InetSocketAddress address;
    private final Admission admission;
    private final NativeSockets sockets;
    private final EventLoops loops;
    private final ConnectionLoop loop;
    private final DescriptorReserve reserve;
    private final Doorkeeper keeper;
    private final AcceptPause pause;
    private final AcceptBatch batch = new AcceptBatch();
    private @Nullable IoRegistration registration;
    private boolean resting;
    private boolean shut;

    NativeDoor(
            int descriptor,
            InetSocketAddress address,
            Admission admission,
            NativeSockets sockets,
            EventLoops loops,
            ConnectionLoop loop,
            DescriptorReserve reserve,
            Doorkeeper keeper) {
        super(descriptor);
        this.address = address;
        this.admission = admission;
        this.sockets = sockets;
        this.loops = loops;
        this.loop = loop;
        this.reserve = reserve;
        this.keeper = keeper;
        pause = new AcceptPause(admission.service(), loop.eventLoop(), reserve, this::listen);
        // a class cannot be loaded when it is needed here
        var unused = Errno.isClientsFault(Errno.EMFILE) ? null : NativeSocket.problem("accept", -Errno.EMFILE);
    }

    @Override
    public int load() {
        return loop.load();
    }

    @Override
    public void open() {
        later(() -> {
            resting = false;
            listen();
        });
    }

    @Override
    public void rest() {
        later(() -> {
            resting = true;
            leave();
        });
    }

    private void later(Runnable task) {
        try {
            loop.eventLoop().execute(task);
        } catch (RejectedExecutionException e) {
            // the engine ends
        }
    }

    /** Accepts no more; completes when the descriptor is not used any more. From any thread. */
    CompletableFuture<Void> shut() {
        var done = new CompletableFuture<Void>();
        loop.eventLoop().execute(() -> {
            close();
            done.complete(null);
        });
        return done;
    }

    private void listen() {
        if (shut || resting || registration != null) {
            return;
        }
        try {
            IoRegistration fresh = loop.register(this);
            registration = fresh;
            fresh.submit(CLIENTS);
        } catch (IOException e) {
            pause.begin(e);
        }
    }

    /** What the event loop calls, too, when it ends. */
    @Override
    public void close() {
        shut = true;
        leave();
    }

    private void leave() {
        if (registration != null) {
            registration.cancel();
            registration = null;
        }
    }

    @Override
    public void ready(IoRegistration told, IoEvent event) {
        SystemCalls calls = sockets.of(loop).calls();
        int size = batch.size();
        for (int i = 0; i < size && !shut; i++) {
            int client = calls.accept(intValue());
            if (client >= 0) {
                pause.accepted();
                welcome(client, calls);
                if (reserve.holds(client, admission.waiting())) {
                    leave();
                    pause.begin();
                    return;
                }
            } else if (client == -Errno.EAGAIN) {
                batch.wasShort(i);
                return;
            } else if (!Errno.isClientsFault(-client)) {
                leave();
                pause.begin(NativeSocket.problem("accept", client));
                return;
            }
        }
        batch.wasFull();
        if (batch.isBehind()) {
            keeper.behind();
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
            admission.lose(chosen);
        }
    }

    private void admit(int client, InetSocketAddress remote, InetSocketAddress local, ConnectionLoop chosen) {
        var socket = new NativeSocket(client, sockets.of(chosen), chosen);
        if (admission.admit(new RawClient(socket, remote, local, chosen), chosen)) {
            keeper.stayed();
        } else {
            keeper.refused();
        }
    }

    @Override
    public FileDescriptor fd() {
        return this;
    }
}
