package dev.culvert.gateway;

import dev.culvert.model.Ingress;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The places where addresses can live on this machine: {@code local} (loopback, the default, so that nothing is exposed
 * by accident) and {@code lan} (all interfaces). A picture of the moment it was taken.
 *
 * @param local the loopback ingress
 * @param lan the ingress on all interfaces
 */
public record Ingresses(Ingress local, Ingress lan) {

    private static final InetAddress IPV4_LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress IPV6_LOOPBACK = InetAddress.ofLiteral("::1");

    /** Looks at this machine's interfaces and name. May wait for the system's resolver. */
    public static Ingresses detect() {
        boolean ipv6 = false;
        List<InetAddress> addresses = new ArrayList<>();
        try {
            for (NetworkInterface nic : NetworkInterface.networkInterfaces().toList()) {
                if (nic.isUp()) {
                    nic.inetAddresses().forEach(addresses::add);
                }
            }
            ipv6 = addresses.contains(IPV6_LOOPBACK);
        } catch (IOException e) {
            addresses.clear();
        }
        var local = new Ingress(
                "local",
                ipv6 ? List.of(IPV4_LOOPBACK, IPV6_LOOPBACK) : List.of(IPV4_LOOPBACK),
                List.of("localhost", "127.0.0.1", "::1"));
        var lan = new Ingress("lan", List.of(InetAddress.ofLiteral(ipv6 ? "::" : "0.0.0.0")), lanHosts(addresses));
        return new Ingresses(local, lan);
    }

    private static List<String> lanHosts(List<InetAddress> addresses) {
        var hosts = new LinkedHashSet<String>();
        machineName().ifPresent(hosts::add);
        addresses.stream()
                .filter(a -> a instanceof Inet4Address && !a.isLoopbackAddress() && !a.isLinkLocalAddress())
                .forEach(a -> hosts.add(a.getHostAddress()));
        addresses.stream()
                .filter(a -> a instanceof Inet6Address && !a.isLoopbackAddress() && !a.isLinkLocalAddress())
                .forEach(a -> hosts.add(withoutScope(a)));
        hosts.add("0.0.0.0");
        hosts.add("::");
        return List.copyOf(hosts);
    }

    private static String withoutScope(InetAddress address) {
        String text = address.getHostAddress();
        int scope = text.indexOf('%');
        return scope < 0 ? text : text.substring(0, scope);
    }

    /** This machine's name, where others can be expected to know it: it leads to an address that is not loopback. */
    private static Optional<String> machineName() {
        try {
            InetAddress self = InetAddress.getLocalHost();
            String name = self.getHostName().toLowerCase(Locale.ROOT);
            boolean known =
                    !self.isLoopbackAddress() && !name.equals("localhost") && !name.equals(self.getHostAddress());
            return known ? Optional.of(name) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The ingress that clients reach under that host. */
    public Optional<Ingress> of(String host) {
        return List.of(local, lan).stream()
                .filter(i -> i.hosts().contains(host))
                .findFirst();
    }
}
