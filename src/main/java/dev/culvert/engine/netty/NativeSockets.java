package dev.culvert.engine.netty;

import dev.culvert.engine.netty.linux.Errno;
import dev.culvert.engine.netty.linux.SystemCalls;
import io.netty.channel.unix.Errors;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.util.List;
import java.util.stream.IntStream;

/** Linux's sockets by their descriptors. */
final class NativeSockets implements RawSockets {

    private static final Attempt NOTHING = () -> {};

    private final List<NativeLoop> loops;

    NativeSockets(int eventLoops, DescriptorReserve reserve) {
        loops = IntStream.range(0, eventLoops)
                .mapToObj(i -> new NativeLoop(reserve))
                .toList();
    }

    NativeLoop of(ConnectionLoop loop) {
        return loops.get(loop.index());
    }

    @Override
    public Flow flow(PlainRelay relay, RawSocket source, ConnectionLoop loop) {
        return new NativeFlow(relay, (NativeSocket) source, of(loop));
    }

    @Override
    public Attempt dial(SocketAddress upstream, ConnectionLoop loop, Outcome<RawSocket> outcome) {
        var address = (InetSocketAddress) upstream; // others take channels
        NativeLoop shared = of(loop);
        SystemCalls calls = shared.calls();
        int descriptor = calls.socket(family(address));
        if (descriptor < 0) {
            outcome.failed(NativeSocket.problem("socket", descriptor));
            return NOTHING;
        }
        var socket = new NativeSocket(descriptor, shared, loop);
        socket.delays();
        int begun = calls.connect(descriptor, address);
        if (begun < 0 && begun != -Errno.EINPROGRESS) {
            socket.close(false);
            outcome.failed(connectProblem(begun));
            return NOTHING;
        }
        try {
            socket.watch(new Connecting(socket, outcome));
        } catch (IOException e) {
            socket.close(false);
            outcome.failed(e);
        }
        return () -> socket.close(false);
    }

    /** Gives the loops' pipes back. After the event loops have ended. */
    @Override
    public void close() {
        loops.forEach(NativeLoop::close);
    }

    static StandardProtocolFamily family(InetSocketAddress address) {
        return address.getAddress() instanceof Inet6Address
                ? StandardProtocolFamily.INET6
                : StandardProtocolFamily.INET;
    }

    private static IOException connectProblem(int error) {
        try {
            var unused = Errors.handleConnectErrno("connect", error);
            return NativeSocket.problem("connect", error);
        } catch (IOException e) {
            return e;
        }
    }

    /** A socket whose first event says whether it is connected. */
    private record Connecting(NativeSocket socket, Outcome<RawSocket> outcome) implements RawSocket.Watcher {

        @Override
        public void ready() {
            if (socket.isBroken()) {
                int error = socket.takeErrorNumber();
                socket.close(false);
                outcome.failed(
                        error == 0 ? new IOException("The connection failed without a reason") : connectProblem(error));
            } else if (socket.isWritable()) {
                outcome.connected(socket);
            }
        }
    }
}
