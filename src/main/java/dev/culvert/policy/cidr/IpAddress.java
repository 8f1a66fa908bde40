package dev.culvert.policy.cidr;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An IP address as 128 bits, to be compared without taking it apart. An IPv4 address fills the first 32 bits; an IPv4 address
 * written as IPv6 ({@code ::ffff:1.2.3.4}) is the IPv4 address. Immutable; its text is made when first asked for.
 */
public final class IpAddress {

    private final boolean v4;
    private final long high;
    private final long low;
    private @Nullable String text;

    private IpAddress(boolean v4, long high, long low) {
        this.v4 = v4;
        this.high = high;
        this.low = low;
    }

    /** An IPv4 address by its 32 bits. */
    public static IpAddress v4(int bits) {
        return new IpAddress(true, (long) bits << 32, 0);
    }

    /** An IPv6 address by its 128 bits. */
    public static IpAddress v6(long high, long low) {
        return high == 0 && low >>> 32 == 0xffff ? v4((int) low) : new IpAddress(false, high, low);
    }

    /** The address of a socket; a scope is left out. */
    public static IpAddress of(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return address instanceof Inet4Address ? v4(bytes.getInt()) : v6(bytes.getLong(), bytes.getLong());
    }

    /** The address for sockets. */
    public InetAddress toInetAddress() {
        byte[] bytes = v4
                ? ByteBuffer.allocate(4).putInt((int) (high >>> 32)).array()
                : ByteBuffer.allocate(16).putLong(high).putLong(low).array();
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes are an address", e);
        }
    }

    /** Reads an address as it is usually written; names are not looked up. */
    public static Optional<IpAddress> parse(String text) {
        if (text.indexOf(':') < 0) {
            return parse4(text);
        }
        boolean written = !text.isEmpty()
                && text.length() <= 45
                && text.chars().allMatch(c -> (Character.digit(c, 16) >= 0 && c < 128) || c == ':' || c == '.');
        if (!written) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(InetAddress.ofLiteral(text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<IpAddress> parse4(String text) {
        int bits = 0;
        int parts = 0;
        int at = 0;
        while (at < text.length() && parts < 4) {
            int start = at;
            int value = 0;
            while (at < text.length() && at < start + 3 && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                value = value * 10 + text.charAt(at++) - '0';
            }
            boolean ends = parts == 3 ? at == text.length() : at < text.length() && text.charAt(at) == '.';
            if (at == start || value > 255 || !ends || (at > start + 1 && text.charAt(start) == '0')) {
                return Optional.empty();
            }
            bits = bits << 8 | value;
            parts++;
            at++;
        }
        return parts == 4 ? Optional.of(v4(bits)) : Optional.empty();
    }

    /** Whether it is an IPv4 address. */
    public boolean isV4() {
        return v4;
    }

    /** How many bits it has, 32 or 128. */
    public int width() {
        return v4 ? 32 : 128;
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    /** Its first bits, the rest being 0. */
    IpAddress masked(int prefix) {
        long h = prefix >= 64 ? high : prefix == 0 ? 0 : high & -1L << (64 - prefix);
        long l = prefix <= 64 ? 0 : prefix >= 128 ? low : low & -1L << (128 - prefix);
        return new IpAddress(v4, h, l);
    }

    /** Whether its first bits are those of the other. */
    boolean startsLike(long otherHigh, long otherLow, int bits) {
        if (bits <= 64) {
            return bits == 0 || (high ^ otherHigh) >>> (64 - bits) == 0;
        }
        return high == otherHigh && (low ^ otherLow) >>> (128 - bits) == 0;
    }

    /** Its bit at a place, counted from the left, from 0. */
    boolean bit(int place) {
        return (place < 64 ? high >>> (63 - place) : low >>> (127 - place)) % 2 != 0;
    }

    /**
     * Whether it is of a range that is not routed in the internet: private (RFC 1918, RFC 4193), this machine, or link
     * local.
     */
    public boolean isPrivate() {
        if (v4) {
            int first = (int) (high >>> 56);
            int second = (int) (high >>> 48) & 0xff;
            return first == 10
                    || first == 127
                    || (first == 172 && second >= 16 && second < 32)
                    || (first == 192 && second == 168)
                    || (first == 169 && second == 254);
        }
        boolean uniqueLocal = high >>> 57 == 0xfc >>> 1;
        boolean linkLocal = high >>> 54 == 0xfe80 >>> 6;
        return uniqueLocal || linkLocal || (high == 0 && low == 1);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IpAddress a && a.v4 == v4 && a.high == high && a.low == low;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(high * 31 + low);
    }

    /** As it is usually written; an IPv6 address in the short form of RFC 5952. */
    @Override
    public String toString() {
        String made = text;
        if (made == null) {
            made = v4 ? text4() : IpText.text6(high, low);
            text = made;
        }
        return made;
    }

    private String text4() {
        return (high >>> 56) + "." + (high >>> 48 & 0xff) + "." + (high >>> 40 & 0xff) + "." + (high >>> 32 & 0xff);
    }
}
