package dev.culvert.model;

import java.net.InetAddress;
import java.util.List;

/**
 * A named place where addresses live: what is bound, and under which names clients reach it (ngrok: region).
 *
 * @param id its identity, {@code ing_} and a KSUID; those of {@code local} and {@code lan} are fixed
 * @param name {@code local}, {@code lan}, or one that a user gave
 * @param bind the addresses that a listener binds, all of them at the same port
 * @param hosts the names and addresses that clients use; the first is the one that URLs are written with
 * @param ports where random ports are picked from
 */
public record Ingress(String id, String name, List<InetAddress> bind, List<String> hosts, PortRange ports) {

    /** What every id begins with. */
    public static final String PREFIX = "ing_";

    private static final int KSUID_LENGTH = 27;

    /** Copies the lists. */
    public Ingress {
        bind = List.copyOf(bind);
        hosts = List.copyOf(hosts);
    }

    /** One that is there from the start, with an id that follows from its name. */
    public Ingress(String name, List<InetAddress> bind, List<String> hosts) {
        this(PREFIX + "0".repeat(KSUID_LENGTH - name.length()) + name, name, bind, hosts, PortRange.DEFAULT);
    }

    /** The host that URLs are written with. */
    public String host() {
        return hosts.getFirst();
    }

    /** Whether a listener here and one there, at the same port, would be in each other's way. */
    public boolean overlaps(Ingress other) {
        return bind.stream().anyMatch(InetAddress::isAnyLocalAddress)
                || other.bind.stream().anyMatch(a -> a.isAnyLocalAddress() || bind.contains(a));
    }
}
