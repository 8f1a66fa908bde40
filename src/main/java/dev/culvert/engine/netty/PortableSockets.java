package dev.culvert.engine.netty;

import dev.culvert.model.Upstream;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.List;
import java.util.stream.IntStream;

/** The JDK's own sockets, which every system has. */
final class PortableSockets implements RawSockets {

    private static final Attempt NOTHING = () -> {};

    private final List<PortableLoop> loops;

    PortableSockets(int eventLoops) {
        loops = IntStream.range(0, eventLoops).mapToObj(i -> new PortableLoop()).toList();
    }

    @Override
    public Flow flow(PlainRelay relay, RawSocket source, ConnectionLoop loop) {
        return new PortableFlow(relay, (PortableSocket) source, loops.get(loop.index()));
    }

    @Override
    public Attempt dial(SocketAddress address, ConnectionLoop loop, Outcome<RawSocket> outcome) {
        PortableSocket socket;
        try {
            socket = new PortableSocket(prepared(open(address)), loop);
        } catch (IOException e) {
            outcome.failed(e);
            return NOTHING;
        }
        try {
            if (((SocketChannel) socket.selectableChannel()).connect(address)) {
                outcome.connected(socket);
            } else {
                socket.awaitConnect(() -> connected(socket, outcome));
            }
        } catch (IOException | UnresolvedAddressException | UnsupportedAddressTypeException e) {
            socket.close(false);
            outcome.failed(e);
        }
        return () -> socket.close(false);
    }

    private static SocketChannel open(SocketAddress address) throws IOException {
        return address instanceof UnixDomainSocketAddress
                ? SocketChannel.open(StandardProtocolFamily.UNIX)
                : SocketChannel.open();
    }

    @Override
    public boolean canReach(Upstream upstream) {
        return !(upstream instanceof Upstream.Tls);
    }

    private static void connected(PortableSocket socket, Outcome<RawSocket> outcome) {
        try {
            if (!socket.finishConnect()) {
                return;
            }
        } catch (IOException e) {
            socket.close(false);
            outcome.failed(e);
            return;
        }
        outcome.connected(socket);
    }

    /** As a relay wants it: it does not block, and sends at once. */
    static SocketChannel prepared(SocketChannel socket) throws IOException {
        try {
            socket.configureBlocking(false);
            if (socket.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY)) {
                socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            }
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public void close() {
        // the collector takes the buffers
    }
}
