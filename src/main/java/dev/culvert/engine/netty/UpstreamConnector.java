package dev.culvert.engine.netty;

import dev.culvert.model.HostPort;
import dev.culvert.model.Upstream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Finds upstreams and dials them on the event loop of the connection that asks. Names are looked up elsewhere. */
final class UpstreamConnector {

    /** Knows the addresses of names; may take its time. */
    interface Names {

        InetAddress[] addresses(String name) throws UnknownHostException;
    }

    /** RFC 6761 6.3: the name means the loopback addresses, whoever else may have an opinion. */
    private static final List<InetAddress> LOCALHOST =
            List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"));

    private final Executor resolver;
    private final Names names;

    UpstreamConnector(Executor resolver, Names names) {
        this.resolver = resolver;
        this.names = names;
    }

    /** A dial that has not begun. Its time limit covers the look-up and all addresses that are tried. */
    <S> UpstreamDial<S> dial(
            Dialler<S> dialler,
            Upstream upstream,
            long limitNanos,
            ConnectionLoop loop,
            UpstreamDial.Caller<S> caller) {
        return new UpstreamDial<>(this, dialler, upstream, limitNanos, loop, caller);
    }

    /** Tells an upstream's addresses: at once if no name must be looked up, else from the resolver's thread. */
    void resolve(Upstream upstream, BiConsumer<@Nullable List<SocketAddress>, @Nullable Throwable> answer) {
        switch (upstream) {
            case Upstream.Tcp tcp -> resolve(tcp.address(), answer);
            case Upstream.Tls tls -> resolve(tls.address(), answer);
            case Upstream.Unix unix -> answer.accept(List.of(UnixDomainSocketAddress.of(unix.path())), null);
        }
    }

    private void resolve(HostPort address, BiConsumer<@Nullable List<SocketAddress>, @Nullable Throwable> answer) {
        String host = address.host();
        List<InetAddress> known = host.equals("localhost") ? LOCALHOST : literal(host);
        if (!known.isEmpty()) {
            answer.accept(at(known, address.port()), null);
            return;
        }
        resolver.execute(() -> {
            List<SocketAddress> addresses;
            try {
                addresses = at(List.of(names.addresses(host)), address.port());
            } catch (UnknownHostException | RuntimeException e) {
                answer.accept(null, e);
                return;
            }
            answer.accept(addresses, null);
        });
    }

    private static List<SocketAddress> at(List<InetAddress> hosts, int port) {
        return hosts.stream()
                .map(host -> (SocketAddress) new InetSocketAddress(host, port))
                .toList();
    }

    private static List<InetAddress> literal(String host) {
        char first = host.charAt(0);
        if (host.indexOf(':') < 0 && (first < '0' || first > '9')) {
            return List.of();
        }
        try {
            return List.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}
