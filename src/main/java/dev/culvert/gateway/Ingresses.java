package dev.culvert.gateway;

import dev.culvert.gateway.address.FreePort;
import dev.culvert.model.HostPort;
import dev.culvert.model.Ingress;
import dev.culvert.model.TcpAddress;
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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The places where addresses can live on this machine: {@code local} (loopback, the default, so that nothing is exposed
 * by accident), {@code lan} (all interfaces), and the user's own. A picture of the moment it was taken.
 *
 * @param local the loopback ingress
 * @param lan the ingress on all interfaces
 * @param own the user's own ingresses, the oldest first
 * @param missing the bind addresses of these that this machine does not have
 */
public record Ingresses(Ingress local, Ingress lan, List<Ingress> own, Set<InetAddress> missing) {

    private static final InetAddress IPV4_LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress IPV6_LOOPBACK = InetAddress.ofLiteral("::1");

    /** ngrok's points of presence (NGROK.md 1.7), all of them served here. */
    private static final Set<String> REGIONS = Set.of("us", "eu", "ap", "au", "sa", "jp", "in", "us-cal-1");

    /** Copies the lists. */
    public Ingresses {
        own = List.copyOf(own);
        missing = Set.copyOf(missing);
    }

    /** Those that are there from the start. */
    public Ingresses(Ingress local, Ingress lan) {
        this(local, lan, List.of(), Set.of());
    }

    /** Looks at this machine's interfaces and name. May wait for the system's resolver. */
    public static Ingresses detect() {
        return detect(List.of());
    }

    /** The same with the user's own ingresses. */
    static Ingresses detect(List<Ingress> own) {
        List<InetAddress> addresses = new ArrayList<>();
        try {
            for (NetworkInterface nic : NetworkInterface.networkInterfaces().toList()) {
                if (nic.isUp()) {
                    nic.inetAddresses().forEach(addresses::add);
                }
            }
        } catch (IOException e) {
            addresses.clear();
        }
        boolean ipv6 = addresses.contains(IPV6_LOOPBACK);
        var local = new Ingress(
                "local",
                ipv6 ? List.of(IPV4_LOOPBACK, IPV6_LOOPBACK) : List.of(IPV4_LOOPBACK),
                List.of("localhost", "127.0.0.1", "::1"));
        var lan = new Ingress("lan", List.of(InetAddress.ofLiteral(ipv6 ? "::" : "0.0.0.0")), lanHosts(addresses));
        return new Ingresses(local, lan, own, missing(own));
    }

    private static Set<InetAddress> missing(List<Ingress> own) {
        return own.stream()
                .flatMap(i -> i.bind().stream())
                .filter(a -> !FreePort.isHere(a))
                .collect(Collectors.toSet());
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

    /** All of them: {@code local}, {@code lan}, then the user's own, the oldest first. */
    public List<Ingress> all() {
        return Stream.concat(Stream.of(local, lan), own.stream()).toList();
    }

    /** The ingress that clients reach under that host; the user's own come before those from the start. */
    public Optional<Ingress> of(String host) {
        return Stream.concat(own.stream(), Stream.of(local, lan))
                .filter(i -> i.hosts().contains(host))
                .findFirst();
    }

    /** The ingress with that id, or else with that name. */
    public Optional<Ingress> named(String idOrName) {
        return all().stream()
                .filter(i -> i.id().equals(idOrName) || i.name().equals(idOrName))
                .findFirst();
    }

    /** The ingress that serves a region: the one with that id or name, and the default one for ngrok's codes and for none. */
    public Optional<Ingress> region(String text) {
        String region = text.strip().toLowerCase(Locale.ROOT);
        Optional<Ingress> named = named(text.strip()).or(() -> named(region));
        boolean isOfNgrok = region.isEmpty() || REGIONS.contains(region);
        return named.isEmpty() && isOfNgrok ? Optional.of(local) : named;
    }

    /** An address as its ingress writes it, {@code localhost:20000}. */
    public String text(TcpAddress address) {
        String host = named(address.ingress()).map(Ingress::host).orElse(address.region());
        return new HostPort(host, address.port()).toString();
    }

    /** Whether the user added the ingress; the others are always there and stay as they are. */
    public boolean isOwn(Ingress ingress) {
        return own.stream().anyMatch(i -> i.id().equals(ingress.id()));
    }

    /** Why nothing can listen on an ingress, as a sentence; empty if something can. */
    public String obstacle(Ingress ingress) {
        return ingress.bind().stream()
                .filter(missing::contains)
                .findFirst()
                .map(a -> a.getHostAddress() + " is not an address of this machine now.")
                .orElse("");
    }
}
