package dev.culvert.ui.controls.connection;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An address and a port as text, ordered as numbers are: IPv4 before IPv6, then address, then port. */
public final class Peer implements Comparable<Peer> {

    private static final int GROUPS = 8;

    private final byte[] address;
    private final int port;
    private final String text;

    private Peer(byte[] address, int port, String text) {
        this.address = address;
        this.port = port;
        this.text = text;
    }

    public static Peer of(InetSocketAddress socket) {
        InetAddress ip = socket.getAddress();
        if (ip == null) {
            return new Peer(new byte[0], socket.getPort(), socket.getHostString() + ":" + socket.getPort());
        }
        byte[] bytes = ip.getAddress();
        String host = bytes.length == 4 ? ip.getHostAddress() : "[" + shortened(ip.getHostAddress()) + "]";
        return new Peer(bytes, socket.getPort(), host + ":" + socket.getPort());
    }

    /** The longest run of zeros as "::", as RFC 5952 writes IPv6. */
    private static String shortened(String ip) {
        for (int zeros = GROUPS; zeros > 1; zeros--) {
            Matcher run = Pattern.compile("(^|:)0(:0){" + (zeros - 1) + "}(?=:|%|$):?")
                    .matcher(ip);
            if (run.find()) {
                return run.replaceFirst("::");
            }
        }
        return ip;
    }

    /** The address without the port and without brackets. */
    public String address() {
        String host = text.substring(0, text.lastIndexOf(':'));
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public int compareTo(Peer other) {
        int byLength = Integer.compare(address.length, other.address.length);
        if (byLength != 0) {
            return byLength;
        }
        int byAddress = Arrays.compareUnsigned(address, other.address);
        return byAddress != 0 ? byAddress : Integer.compare(port, other.port);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Peer that && compareTo(that) == 0 && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
