package dev.culvert.gateway;

import dev.culvert.model.FieldProblem;
import dev.culvert.model.HostRules;
import dev.culvert.model.Ingress;
import dev.culvert.model.InvalidValue;
import dev.culvert.model.PortRange;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a user wrote of an ingress. */
final class IngressCheck {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern BETWEEN = Pattern.compile("[\\s,;]+");
    private static final int MOST_ADDRESSES = 16;

    private final Ingresses ingresses;
    private final String id;
    private final List<FieldProblem> problems = new ArrayList<>();

    /**
     * A check beside those that exist.
     *
     * @param id the id of the ingress that it is or will be
     */
    IngressCheck(Ingresses ingresses, String id) {
        this.ingresses = ingresses;
        this.id = id;
    }

    /**
     * The draft as a whole ingress.
     *
     * @throws Rejection if anything is wrong with it
     */
    Ingress read(IngressDraft draft) {
        String name = field("name", () -> name(orEmpty(draft.name())), "");
        List<InetAddress> bind = field("bind_addresses", () -> bind(orEmpty(draft.bind())), List.of());
        String written = orEmpty(draft.host()).strip().toLowerCase(Locale.ROOT);
        String host = written.isEmpty() && bind.isEmpty() ? "" : field("host", () -> host(written, bind), "");
        String range = orEmpty(draft.ports());
        PortRange ports = range.isBlank()
                ? PortRange.DEFAULT
                : field("port_range", () -> PortRange.parse(range), PortRange.DEFAULT);
        if (!problems.isEmpty()) {
            throw new Rejection(problems);
        }
        return new Ingress(id, name, bind, List.of(host), ports);
    }

    private String name(String text) {
        String name = text.strip();
        if (!NAME.matcher(name).matches()) {
            throw new InvalidValue("Write a name of at most 32 small letters, digits and hyphens, such as office.");
        }
        Optional<Ingress> other = ingresses.region(name).filter(i -> !i.id().equals(id));
        if (other.isPresent()) {
            boolean isCode = !other.get().name().equals(name);
            throw new InvalidValue(
                    isCode
                            ? "'" + name + "' is one of ngrok's regions, which "
                                    + other.get().name() + " serves; choose another name."
                            : "There is an ingress '" + name + "' already; choose another name.");
        }
        return name;
    }

    private static List<InetAddress> bind(String text) {
        if (text.isBlank()) {
            throw new InvalidValue("Write an address of this machine, such as 192.168.1.5, or 0.0.0.0 for all.");
        }
        List<InetAddress> addresses = new ArrayList<>();
        for (String word : BETWEEN.split(text.strip(), -1)) {
            try {
                InetAddress address = InetAddress.ofLiteral(word.replaceAll("^\\[|]$", ""));
                if (!addresses.contains(address)) {
                    addresses.add(address);
                }
            } catch (IllegalArgumentException e) {
                throw new InvalidValue(
                        "'" + word
                                + "' is not an IP address; write addresses of this machine, such as 192.168.1.5, or 0.0.0.0 for all.");
            }
        }
        if (addresses.size() > MOST_ADDRESSES) {
            throw new InvalidValue(
                    "These are " + addresses.size() + " addresses; write at most " + MOST_ADDRESSES + ".");
        }
        return addresses;
    }

    private String host(String written, List<InetAddress> bind) {
        String host = written;
        if (host.isEmpty()) {
            if (bind.getFirst().isAnyLocalAddress()) {
                throw new InvalidValue("Write the name or address under which clients reach it.");
            }
            host = bind.getFirst().getHostAddress();
        }
        if (isAddress(host)) {
            host = InetAddress.ofLiteral(host).getHostAddress();
        } else {
            HostRules.check(host);
        }
        if (host.startsWith("*")
                || host.endsWith(".internal")
                || Set.of("0.0.0.0", "0:0:0:0:0:0:0:0").contains(host)) {
            throw new InvalidValue(
                    "'" + host + "' cannot be reached by clients; write a whole public name or address.");
        }
        refuseTaken(host);
        return host;
    }

    private static boolean isAddress(String host) {
        if (host.indexOf(':') < 0 && !IPV4.matcher(host).matches()) {
            return false;
        }
        try {
            var unused = InetAddress.ofLiteral(host);
            return true;
        } catch (IllegalArgumentException e) {
            throw new InvalidValue("'" + host + "' is not an IP address; correct it, or write a name.");
        }
    }

    private void refuseTaken(String host) {
        boolean isLocal = ingresses.local().hosts().contains(host);
        Optional<Ingress> other = ingresses.own().stream()
                .filter(i -> !i.id().equals(id) && i.hosts().contains(host))
                .findFirst();
        if (isLocal || other.isPresent()) {
            throw new InvalidValue("'" + host + "' is the host of the ingress '"
                    + other.map(Ingress::name).orElse("local") + "'; write another one.");
        }
    }

    private <T> T field(String name, Supplier<T> value, T otherwise) {
        try {
            return value.get();
        } catch (InvalidValue e) {
            problems.add(new FieldProblem(name, e.code(), e.getMessage()));
            return otherwise;
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
