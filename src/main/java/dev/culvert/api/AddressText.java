package dev.culvert.api;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes addresses as people do: {@code ::1} and not {@code 0:0:0:0:0:0:0:1} (RFC 5952). */
final class AddressText {

    private static final Pattern ZEROS = Pattern.compile("(?:^|:)0(?::0)+(?::|$)");

    private AddressText() {}

    static String ip(InetAddress address) {
        String text = address.getHostAddress();
        if (!(address instanceof Inet6Address)) {
            return text;
        }
        String longest = "";
        Matcher zeros = ZEROS.matcher(text);
        while (zeros.find()) {
            longest = zeros.group().length() > longest.length() ? zeros.group() : longest;
        }
        return longest.isEmpty() ? text : text.replaceFirst(Pattern.quote(longest), "::");
    }

    static String ipAndPort(InetSocketAddress address) {
        String ip = ip(address.getAddress());
        return (ip.indexOf(':') >= 0 ? "[" + ip + "]" : ip) + ":" + address.getPort();
    }
}
