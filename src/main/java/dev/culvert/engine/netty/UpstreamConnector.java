package dev.culvert.engine.netty;

import dev.culvert.model.CloseReason;
import dev.culvert.model.HostPort;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Finds upstreams and dials them on the event loop of the connection that asks. Names are looked up elsewhere. */
final class UpstreamConnector {

    /** Hears how a dial ended, exactly once, on the event loop, unless it was cancelled. */
    interface Caller {

        /** The upstream is there; its channel has no handler yet and does not read. */
        void connected(SocketChannel channel);

        /** It is not to be had. */
        void failed(CloseReason reason, @Nullable String error);

        /** Something failed that no network is to blame for. */
        void failed(Throwable fault);
    }

    private final IoTransport transport;
    private final Executor resolver;

    UpstreamConnector(IoTransport transport, Executor resolver) {
        this.transport = transport;
        this.resolver = resolver;
    }

    /** A dial that has not begun. Its time limit covers the look-up and all addresses that are tried. */
    UpstreamDial dial(HostPort upstream, long limitNanos, EventLoop loop, Caller caller) {
        return new UpstreamDial(this, upstream, limitNanos, loop, caller);
    }

    SocketChannel newSocket() {
        SocketChannel channel = transport.newSocket();
        SocketOptions.set(channel);
        return channel;
    }

    /** Tells the addresses of a host: at once if it is an address, else from the resolver's thread. */
    void resolve(String host, BiConsumer<InetAddress @Nullable [], @Nullable Throwable> answer) {
        InetAddress literal = literal(host);
        if (literal != null) {
            answer.accept(new InetAddress[] {literal}, null);
            return;
        }
        resolver.execute(() -> {
            InetAddress[] addresses;
            try {
                addresses = InetAddress.getAllByName(host);
            } catch (UnknownHostException | RuntimeException e) {
                answer.accept(null, e);
                return;
            }
            answer.accept(addresses, null);
        });
    }

    private static @Nullable InetAddress literal(String host) {
        char first = host.charAt(0);
        if (host.indexOf(':') < 0 && (first < '0' || first > '9')) {
            return null;
        }
        try {
            return InetAddress.ofLiteral(host);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
