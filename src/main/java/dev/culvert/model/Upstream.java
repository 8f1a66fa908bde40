package dev.culvert.model;

import java.util.Locale;

/**
 * Where an agent endpoint forwards to. Written {@code 5432}, {@code host:5432} or {@code tcp://host:5432}; a bare port
 * means this machine, as ngrok reads it.
 *
 * @param address the host and port
 */
public record Upstream(HostPort address) {

    private static final String SCHEME = "tcp://";

    /**
     * Reads an upstream.
     *
     * @throws InvalidValue if the text is none, or has a scheme that is not forwarded to
     */
    public static Upstream parse(String text) {
        String upstream = text.strip().toLowerCase(Locale.ROOT);
        if (upstream.isEmpty()) {
            throw new InvalidValue("Say where to forward to: a port such as 5432, or host:port.");
        }
        int colons = upstream.indexOf("://");
        if (colons >= 0 && !upstream.startsWith(SCHEME)) {
            throw new InvalidValue("Culvert cannot forward to '" + upstream.substring(0, colons)
                    + "' upstreams; write a port such as 5432, or tcp://host:port.");
        }
        String rest = colons >= 0 ? upstream.substring(SCHEME.length()) : upstream;
        if (rest.chars().allMatch(Character::isDigit)) {
            return new Upstream(new HostPort("localhost", Port.parse(rest, "ERR_NGROK_215")));
        }
        return new Upstream(HostPort.parse(rest));
    }

    /** As a URL, {@code tcp://host:port}. */
    public String url() {
        return SCHEME + address;
    }

    /** Short, {@code host:port}. */
    @Override
    public String toString() {
        return address.toString();
    }
}
