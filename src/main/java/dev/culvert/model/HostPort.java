package dev.culvert.model;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A host and a port, as URLs and upstreams have them.
 *
 * @param host a name in lower case, an IPv4 address, or an IPv6 address without brackets
 * @param port 1 to 65535
 */
public record HostPort(String host, int port) {

    private static final Pattern NAME =
            Pattern.compile("[a-z0-9*_]([a-z0-9_-]*[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*\\.?");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-f:.]*:[0-9a-f:.]*(%[a-z0-9._-]+)?");
    private static final int MAX_NAME = 253;

    /**
     * Reads {@code host:port} or {@code [ipv6]:port}.
     *
     * @throws InvalidValue if the text is neither
     */
    public static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0 || text.endsWith("]")) {
            throw new InvalidValue(
                    "ERR_NGROK_18003", "'" + text + "' has no port; write host:port, such as " + text + ":5432.");
        }
        String host = text.substring(0, colon);
        int port = Port.parse(text.substring(colon + 1), "ERR_NGROK_18001");
        return new HostPort(host(host), port);
    }

    private static String host(String text) {
        String host = text.toLowerCase(Locale.ROOT);
        if (host.startsWith("[") && host.endsWith("]")) {
            String address = host.substring(1, host.length() - 1);
            if (IPV6.matcher(address).matches()) {
                return address;
            }
        } else if (host.isEmpty()) {
            throw new InvalidValue("ERR_NGROK_18001", "The host is missing; write host:port, such as localhost:5432.");
        } else if (host.indexOf(':') >= 0) {
            throw new InvalidValue("ERR_NGROK_18001", "Write an IPv6 address in brackets, such as [::1]:5432.");
        } else if (host.length() <= MAX_NAME && NAME.matcher(host).matches()) {
            return host;
        }
        throw new InvalidValue(
                "ERR_NGROK_326",
                "'" + text + "' is not a host; write a name such as db.example.com, or an IP address.");
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
