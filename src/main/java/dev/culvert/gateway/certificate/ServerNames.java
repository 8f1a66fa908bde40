package dev.culvert.gateway.certificate;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;

/** The names that a server's certificate is made for. */
final class ServerNames {

    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "::1");

    private ServerNames() {}

    /** Without repetition, the form of addresses made one; whoever is reached on a loopback has all names of it. */
    static List<String> complete(List<String> names) {
        SequencedSet<String> all = new LinkedHashSet<>();
        boolean loopback = false;
        for (String name : names) {
            if (isAddress(name)) {
                InetAddress address = InetAddress.ofLiteral(name);
                loopback |= address.isLoopbackAddress();
                if (!address.isAnyLocalAddress()) {
                    all.add(address.getHostAddress().replaceFirst("%.*", ""));
                }
            } else if (!name.isEmpty()) {
                all.add(name.toLowerCase(Locale.ROOT));
                loopback |= name.equals("localhost");
            }
        }
        if (loopback || all.isEmpty()) {
            all.addAll(LOOPBACK);
        }
        return new ArrayList<>(all);
    }

    /** Whether it is an IP address and no host name. */
    static boolean isAddress(String name) {
        try {
            return InetAddress.ofLiteral(name).getAddress().length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
