package dev.culvert.gateway.address;

import dev.culvert.model.CustomDomain;
import dev.culvert.model.DnsRecord;
import dev.culvert.model.DomainState;
import dev.culvert.model.Ingress;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Says whether a custom domain leads to an ingress, and what to do so that it does. */
public final class DomainCheck {

    /** So many aliases of aliases are followed. */
    private static final int MOST_ALIASES = 8;

    private final DnsLookup dns;
    private final Clock clock;

    /** A check by that DNS. */
    public DomainCheck(DnsLookup dns, Clock clock) {
        this.dns = dns;
        this.clock = clock;
    }

    /** The record that makes a name lead to an ingress: an alias if the ingress has a name that DNS can know, else an address. */
    public static DnsRecord record(String name, Ingress ingress) {
        String host = ingress.host();
        boolean isName = host.indexOf(':') < 0 && host.indexOf('.') >= 0 && !isIpv4(host);
        if (isName) {
            return new DnsRecord(name, "CNAME", host);
        }
        String address = addresses(ingress).stream().findFirst().orElse(host);
        return new DnsRecord(name, address.indexOf(':') >= 0 ? "AAAA" : isIpv4(address) ? "A" : "CNAME", address);
    }

    /** Looks a custom domain up. Waits for DNS. */
    public DomainState look(CustomDomain domain, Ingress ingress) {
        Instant now = clock.instant();
        try {
            List<String> aliases = aliases(domain.name());
            Set<String> found = resolve(domain.name());
            if (aliases.contains(ingress.host())) {
                return new DomainState.Right(told(aliases, found), now);
            } else if (aliases.isEmpty() && found.isEmpty()) {
                return new DomainState.Missing(now);
            }
            boolean isThere = !found.isEmpty() && expected(ingress).containsAll(found);
            return isThere
                    ? new DomainState.Right(told(aliases, found), now)
                    : new DomainState.Wrong(told(aliases, found), now);
        } catch (DnsLookup.Unanswered e) {
            return new DomainState.Unknown(String.valueOf(e.getMessage()), now);
        }
    }

    private static List<String> told(List<String> aliases, Set<String> found) {
        return aliases.isEmpty() ? List.copyOf(found) : aliases;
    }

    /** The names that a name is an alias of, one after the other. */
    private List<String> aliases(String name) throws DnsLookup.Unanswered {
        List<String> aliases = new ArrayList<>();
        List<String> next = dns.records(name, "CNAME");
        while (!next.isEmpty() && aliases.size() < MOST_ALIASES) {
            aliases.add(next.getFirst());
            next = dns.records(next.getFirst(), "CNAME");
        }
        return aliases;
    }

    private Set<String> resolve(String name) throws DnsLookup.Unanswered {
        Set<String> found = new LinkedHashSet<>(dns.records(name, "A"));
        for (String address : dns.records(name, "AAAA")) {
            found.add(InetAddress.ofLiteral(address).getHostAddress());
        }
        return found;
    }

    /** The addresses under which the ingress is reached, as this machine and as DNS know them. */
    private Set<String> expected(Ingress ingress) throws DnsLookup.Unanswered {
        Set<String> expected = new LinkedHashSet<>();
        for (String address : addresses(ingress)) {
            expected.add(InetAddress.ofLiteral(address).getHostAddress());
        }
        String host = ingress.host();
        if (host.indexOf('.') >= 0 && host.indexOf(':') < 0 && !isIpv4(host)) {
            expected.addAll(resolve(host));
        }
        return expected;
    }

    /** The addresses among the hosts, and those that are bound; none that stands for all. */
    private static List<String> addresses(Ingress ingress) {
        Set<String> addresses = new LinkedHashSet<>();
        ingress.hosts().stream()
                .filter(h -> h.indexOf(':') >= 0 || isIpv4(h))
                .filter(h -> !InetAddress.ofLiteral(h).isAnyLocalAddress())
                .forEach(addresses::add);
        ingress.bind().stream().filter(a -> !a.isAnyLocalAddress()).forEach(a -> addresses.add(a.getHostAddress()));
        return List.copyOf(addresses);
    }

    private static boolean isIpv4(String host) {
        return host.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    }
}
