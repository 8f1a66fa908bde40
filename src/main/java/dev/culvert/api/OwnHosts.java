package dev.culvert.api;

import dev.culvert.gateway.Ingresses;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The names under which the API may be called: this machine's for itself, and those that its address has. */
final class OwnHosts implements Predicate<String> {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

    private final InetSocketAddress bound;
    private final Supplier<Ingresses> ingresses;

    OwnHosts(InetSocketAddress bound, Supplier<Ingresses> ingresses) {
        this.bound = bound;
        this.ingresses = ingresses;
    }

    @Override
    public boolean test(String host) {
        InetAddress address = bound.getAddress();
        return LOOPBACK.contains(host)
                || host.equalsIgnoreCase(bound.getHostString())
                || host.equals(address.getHostAddress())
                || (address.isAnyLocalAddress() && ingresses.get().lan().hosts().contains(host));
    }
}
