package dev.culvert.model;

import java.util.Locale;

/**
 * Where an endpoint is reached: {@code tcp://host:port} in canonical form, that is in lower case, with the port and
 * nothing after it (NGROK.md 1.3).
 *
 * @param address the host and port
 */
public record EndpointUrl(HostPort address) {

    private static final String SCHEME = "tcp://";

    /**
     * Reads {@code tcp://host:port} or {@code host:port}.
     *
     * @throws InvalidValue if it is no complete TCP URL; the code is ngrok's for what is wrong
     */
    public static EndpointUrl parse(String text) {
        String url = text.strip().toLowerCase(Locale.ROOT);
        int colons = url.indexOf("://");
        if (colons >= 0 && !url.startsWith(SCHEME)) {
            throw new InvalidValue(
                    "ERR_NGROK_18022",
                    "The scheme '" + url.substring(0, colons) + "' is not served; write tcp://host:port.");
        }
        String rest = colons >= 0 ? url.substring(SCHEME.length()) : url;
        if (rest.endsWith("/") && rest.indexOf('/') == rest.length() - 1) {
            String better = SCHEME + rest.substring(0, rest.length() - 1);
            throw new InvalidValue("ERR_NGROK_9038", "The URL must not end in '/'; did you mean " + better + "?");
        }
        refuse(rest, '/', "a path");
        refuse(rest, '?', "a query");
        refuse(rest, '#', "a fragment");
        refuse(rest, '@', "a user name");
        try {
            return new EndpointUrl(HostPort.parse(rest));
        } catch (InvalidValue e) {
            int port = rest.lastIndexOf(':');
            if (e.code().equals("ERR_NGROK_326") && !rest.startsWith("[") && port > 0) {
                // says which rule of host names is broken
                HostRules.check(rest.substring(0, port));
            }
            throw e;
        }
    }

    private static void refuse(String rest, char mark, String part) {
        if (rest.indexOf(mark) >= 0) {
            throw new InvalidValue("ERR_NGROK_9037", "A TCP URL cannot have " + part + "; write tcp://host:port.");
        }
    }

    /** The host: a name, an IPv4 address, or an IPv6 address without brackets. */
    public String host() {
        return address.host();
    }

    /** The port, 1 to 65535. */
    public int port() {
        return address.port();
    }

    @Override
    public String toString() {
        return SCHEME + address;
    }
}
