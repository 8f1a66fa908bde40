package dev.culvert.model.filter;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/**
 * Addresses that follow each other: a network, or one address. IPv4 addresses have four bytes, IPv6 ones sixteen; an IPv4
 * address that is written as IPv6 ({@code ::ffff:1.2.3.4}) is the IPv4 address. The arrays must not be changed.
 *
 * @param first the lowest
 * @param last the highest, of the same kind
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record AddressRange(byte[] first, byte[] last) {

    private static final int MAPPED_BITS = 96;
    private static final int LONGEST = 45;

    /** Reads {@code 10.0.0.0/8}, {@code 2001:DB8::/32} or an address, in any spelling; nothing else is one. */
    public static Optional<AddressRange> parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        return literal(address).flatMap(bytes -> {
            int width = bytes.length * Byte.SIZE;
            if (slash < 0) {
                return Optional.of(new AddressRange(bytes, bytes));
            }
            String bits = text.substring(slash + 1);
            if (!bits.matches("\\d{1,3}")) {
                return Optional.empty();
            }
            boolean isMapped = bytes.length == 4 && address.indexOf(':') >= 0;
            int prefix = Integer.parseInt(bits) - (isMapped ? MAPPED_BITS : 0);
            return prefix < 0 || prefix > width ? Optional.empty() : Optional.of(network(bytes, prefix));
        });
    }

    /** The bytes of an address; names are not looked up. */
    static Optional<byte[]> literal(String text) {
        boolean isWritten = !text.isEmpty()
                && text.length() <= LONGEST
                && text.chars().allMatch(c -> (c < 128 && Character.digit(c, 16) >= 0) || c == ':' || c == '.')
                && (text.indexOf(':') >= 0 || text.matches("\\d{1,3}(\\.\\d{1,3}){3}"));
        if (!isWritten) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text).getAddress());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The network of an address. */
    static AddressRange network(byte[] address, int prefix) {
        byte[] first = address.clone();
        byte[] last = address.clone();
        for (int bit = prefix; bit < address.length * Byte.SIZE; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            first[bit / Byte.SIZE] &= (byte) ~mask;
            last[bit / Byte.SIZE] |= (byte) mask;
        }
        return new AddressRange(first, last);
    }

    /** Whether an address of that many bytes lies in it. */
    public boolean contains(byte[] address) {
        return address.length == first.length
                && Arrays.compareUnsigned(first, address) <= 0
                && Arrays.compareUnsigned(address, last) <= 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressRange that && Arrays.equals(first, that.first) && Arrays.equals(last, that.last);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(first) + Arrays.hashCode(last);
    }
}
