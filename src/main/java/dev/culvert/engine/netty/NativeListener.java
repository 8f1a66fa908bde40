package dev.culvert.engine.netty;

import dev.culvert.engine.netty.linux.SystemCalls;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A listener that is a descriptor in every event loop's epoll, so that a client is accepted by a loop that is awake and
 * seldom has to change over to another. The kernel wakes one of the loops for it ({@code EPOLLEXCLUSIVE}). How many of
 * them take clients, its {@link Doorkeeper} decides.
 */
final class NativeListener implements ListenerSocket {

    private final int descriptor;
    private final InetSocketAddress address;
    private final List<NativeDoor> doors;

    private NativeListener(int descriptor, InetSocketAddress address, List<NativeDoor> doors) {
        this.descriptor = descriptor;
        this.address = address;
        this.doors = doors;
    }

    /** A binder of such. */
    static Binder binder(NativeSockets sockets, EventLoops loops, DescriptorReserve reserve) {
        return (wanted, admission) -> {
            try {
                var calls = new SystemCalls();
                int descriptor = bound(calls, wanted);
                InetSocketAddress address = calls.localAddress(descriptor);
                var keeper = new Doorkeeper();
                List<NativeDoor> doors = loops.all().stream()
                        .map(loop ->
                                new NativeDoor(descriptor, address, admission, sockets, loops, loop, reserve, keeper))
                        .toList();
                doors.forEach(keeper::add);
                return CompletableFuture.completedFuture(new NativeListener(descriptor, address, doors));
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
        doors.forEach(NativeDoor::open);
    }

    @Override
    public CompletableFuture<Void> unbind() {
        return CompletableFuture.allOf(doors.stream().map(NativeDoor::shut).toArray(CompletableFuture[]::new))
                .thenRun(() -> {
                    var unused = new SystemCalls().close(descriptor);
                });
    }
}
