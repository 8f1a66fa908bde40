package dev.culvert.engine.netty;

import dev.culvert.model.HostPort;
import java.net.InetAddress;
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
            HostPort upstream,
            long limitNanos,
            ConnectionLoop loop,
            UpstreamDial.Caller<S> caller) {
        return new UpstreamDial<>(this, dialler, upstream, limitNanos, loop, caller);
    }

    /** Tells the addresses of a host: at once if it is an address or this machine, else from the resolver's thread. */
    void resolve(String host, BiConsumer<InetAddress @Nullable [], @Nullable Throwable> answer) {
        List<InetAddress> known = host.equals("localhost") ? LOCALHOST : literal(host);
        if (!known.isEmpty()) {
            answer.accept(known.toArray(InetAddress[]::new), null);
            return;
        }
        resolver.execute(() -> {
            InetAddress[] addresses;
            try {
                addresses = names.addresses(host);
            } catch (UnknownHostException | RuntimeException e) {
                answer.accept(null, e);
                return;
            }
            answer.accept(addresses, null);
        });
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
