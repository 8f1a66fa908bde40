package dev.culvert.engine.netty;

import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.nio.NioIoHandle;
import io.netty.channel.nio.NioIoOps;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The JDK's server socket on a Netty event loop; it shares clients out as {@link NativeDoor} does. */
final class PortableListener implements ListenerSocket, NioIoHandle, CarefulHandle {

    private static final Logger log = LoggerFactory.getLogger(PortableListener.class);

    private static final int MOST_AT_ONCE = 16;

    private final ServerSocketChannel socket;
    private final InetSocketAddress address;
    private final Admission admission;
    private final EventLoops loops;
    private final ConnectionLoop loop;
    private final DescriptorReserve reserve;
    private final AcceptPause pause;
    private @Nullable IoRegistration registration;

    private PortableListener(
            ServerSocketChannel socket, Admission admission, EventLoops loops, DescriptorReserve reserve)
            throws IOException {
        this.socket = socket;
        this.address = (InetSocketAddress) socket.getLocalAddress();
        this.admission = admission;
        this.loops = loops;
        loop = loops.next();
        this.reserve = reserve;
        pause = new AcceptPause(admission.service(), loop.eventLoop(), reserve, this::listen);
    }

    /** A binder of such. */
    static Binder binder(EventLoops loops, DescriptorReserve reserve) {
        return (address, admission) -> {
            try {
                ServerSocketChannel socket = ServerSocketChannel.open();
                try {
                    socket.configureBlocking(false);
                    socket.bind(address, Listener.BACKLOG);
                    return CompletableFuture.completedFuture(new PortableListener(socket, admission, loops, reserve));
                } catch (IOException e) {
                    socket.close();
                    throw e;
                }
            } catch (IOException e) {
                return CompletableFuture.failedFuture(e);
            }
        };
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
        if (!socket.isOpen()) {
            return;
        }
        try {
            if (registration == null) {
                registration = loop.register(this);
            }
            registration.submit(NioIoOps.ACCEPT);
        } catch (IOException e) {
            pause.begin(e);
        }
    }

    @Override
    public CompletableFuture<Void> unbind() {
        var closed = new CompletableFuture<Void>();
        loop.eventLoop().execute(() -> {
            close();
            // a selector gives the descriptor of a closed socket back in its next turn only
            var unused = loop.eventLoop().schedule(() -> closed.complete(null), 1, TimeUnit.MILLISECONDS);
        });
        return closed;
    }

    /** On the event loop, which calls it itself when it ends. */
    @Override
    public void close() {
        if (registration != null) {
            registration.cancel();
        }
        try {
            socket.close();
        } catch (IOException e) {
            log.debug("A listener did not close properly.", e);
        }
    }

    @Override
    public void ready(IoRegistration told, IoEvent event) {
        try {
            for (int i = 0; i < MOST_AT_ONCE && socket.isOpen(); i++) {
                SocketChannel client = socket.accept();
                if (client == null) {
                    return;
                }
                pause.accepted();
                welcome(client);
                if (reserve.isReached(admission.waiting())) {
                    told.submit(NioIoOps.NONE);
                    pause.begin();
                    return;
                }
            }
        } catch (IOException e) {
            told.submit(NioIoOps.NONE);
            pause.begin(e);
        }
    }

    private void welcome(SocketChannel client) throws IOException {
        try {
            PortableSockets.prepared(client);
        } catch (IOException e) {
            return; // reset already, as some systems tell
        }
        var remote = (InetSocketAddress) client.getRemoteAddress();
        var local = (InetSocketAddress) client.getLocalAddress();
        admission.enter();
        ConnectionLoop chosen = loops.relieving(loop);
        chosen.expect();
        Runnable admit =
                () -> admission.admit(new RawClient(new PortableSocket(client, chosen), remote, local, chosen), chosen);
        if (chosen == loop) {
            admit.run();
            return;
        }
        try {
            chosen.eventLoop().execute(admit);
        } catch (RejectedExecutionException e) { // the engine ends
            client.close();
            admission.lose(chosen);
        }
    }

    @Override
    public SelectableChannel selectableChannel() {
        return socket;
    }
}
