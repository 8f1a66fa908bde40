package dev.culvert.model;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Where an agent endpoint forwards to. Written {@code 5432}, {@code host:5432} or {@code tcp://host:5432}; {@code
 * tls://host:443}, to which Culvert speaks TLS; or {@code unix:///path}. A bare port means this machine, as ngrok reads
 * it.
 */
public sealed interface Upstream {

    /**
     * A TCP service.
     *
     * @param address the host and port
     */
    record Tcp(HostPort address) implements Upstream {

        @Override
        public String url() {
            return "tcp://" + address;
        }

        @Override
        public String toString() {
            return address.toString();
        }
    }

    /**
     * A TCP service that is spoken to inside TLS.
     *
     * @param address the host, which is also the name that its certificate must have, and the port
     */
    record Tls(HostPort address) implements Upstream {

        @Override
        public String url() {
            return "tls://" + address;
        }

        @Override
        public String toString() {
            return url();
        }
    }

    /**
     * A socket in the file system of this machine.
     *
     * @param path where it is, from the root on
     */
    record Unix(String path) implements Upstream {

        @Override
        public String url() {
            return "unix://" + path;
        }

        @Override
        public String toString() {
            return url();
        }
    }

    /** The longest path in bytes; {@code sockaddr_un} holds 108 on Linux and 104 on macOS, with a zero at the end. */
    int MOST_PATH_BYTES = 103;

    /** As a URL, such as {@code tcp://host:port}. */
    String url();

    /** Short: {@code host:port} for TCP, the URL for all else. */
    @Override
    String toString();

    /**
     * Reads an upstream.
     *
     * @throws InvalidValue if the text is none, or has a scheme that is not forwarded to
     */
    static Upstream parse(String text) {
        String written = text.strip();
        if (written.isEmpty()) {
            throw new InvalidValue("Say where to forward to: a port such as 5432, or host:port.");
        }
        int colons = written.indexOf("://");
        String rest = colons < 0 ? written : written.substring(colons + 3);
        String scheme = colons < 0 ? "tcp" : written.substring(0, colons).toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "tcp" -> new Tcp(address(rest, scheme));
            case "tls" -> new Tls(address(rest, scheme));
            case "unix" -> new Unix(path(rest));
            default ->
                throw new InvalidValue("Culvert cannot forward to '" + scheme
                        + "' upstreams; write a port such as 5432, tcp://host:port, tls://host:port or unix:///path.");
        };
    }

    private static HostPort address(String text, String scheme) {
        String rest = text.toLowerCase(Locale.ROOT);
        if (!rest.isEmpty() && rest.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return new HostPort("localhost", Port.parse(rest, "ERR_NGROK_215"));
        }
        int after = rest.indexOf('/');
        if (after >= 0) {
            throw new InvalidValue(
                    "An upstream has nothing after its port; write " + scheme + "://" + rest.substring(0, after) + ".");
        }
        return HostPort.parse(rest);
    }

    private static String path(String path) {
        if (!path.startsWith("/") || path.length() == 1) {
            throw new InvalidValue("Write the path of the socket from the root on, such as unix:///run/app.sock.");
        } else if (path.getBytes(StandardCharsets.UTF_8).length > MOST_PATH_BYTES || path.indexOf('\0') >= 0) {
            throw new InvalidValue(
                    "The system takes paths of sockets of at most " + MOST_PATH_BYTES + " bytes; move the socket.");
        }
        return path;
    }
}
