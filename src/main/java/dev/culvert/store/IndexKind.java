package dev.culvert.store;

import java.nio.ByteBuffer;

/** What the history's index can find; each has keys whose order is that of the values. The codes are on disk. */
enum IndexKind {
    ENDPOINT(1),
    /** The address as a number. */
    CLIENT_V4(2),
    /** The first half of the address: the network. */
    CLIENT_V6(3),
    REASON(4),
    /** Both directions, by {@link #sizeClass}. */
    BYTES(5),
    UPSTREAM(6),
    DECISION(7),
    /** Whether anything was said: 1. */
    ERROR(8),
    /** The whole address, mixed into a number. */
    CLIENT_V6_HOST(9);

    private static final int FINE_BITS = 2;

    private final int code;

    IndexKind(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static long keyV4(byte[] address) {
        return Integer.toUnsignedLong(ByteBuffer.wrap(address).getInt());
    }

    /** Unsigned numbers in the order of signed ones. */
    static long keyV6(byte[] address) {
        return ByteBuffer.wrap(address).getLong() ^ Long.MIN_VALUE;
    }

    static long keyV6Host(byte[] address) {
        ByteBuffer halves = ByteBuffer.wrap(address);
        long mixed = (halves.getLong() ^ Long.rotateLeft(halves.getLong(), 32)) * 0x9E3779B97F4A7C15L;
        return mixed ^ (mixed >>> 29);
    }

    /** A number that grows with an amount, the same for amounts of nearly the same size: four for each doubling. */
    static long sizeClass(long amount) {
        if (amount < 1L << FINE_BITS) {
            return Math.max(0, amount);
        }
        int log = Long.SIZE - 1 - Long.numberOfLeadingZeros(amount);
        return ((long) log << FINE_BITS) + ((amount >>> (log - FINE_BITS)) & ((1L << FINE_BITS) - 1));
    }

    static long total(long in, long out) {
        long sum = in + out;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
