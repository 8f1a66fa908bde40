package dev.culvert.store;

import java.util.Set;

/**
 * Which values occur together in some row of a block: a Bloom filter over the pairs of every row. Two values that are each
 * common are in most blocks, and in the same row of few.
 */
final class PairFilter {

    /** The kinds of values that are paired: what is asked for most, and has one value a row. */
    static final Set<IndexKind> KINDS = Set.of(
            IndexKind.ENDPOINT, IndexKind.CLIENT_V4, IndexKind.CLIENT_V6_HOST, IndexKind.REASON, IndexKind.BYTES);

    /** Two rows to a page of the database; some nine bits for each pair of 512 rows that differ. */
    private static final int BYTES = 1984;

    private static final int BITS = BYTES * Byte.SIZE;
    private static final int PROBES = 4;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final byte[] bits;

    private PairFilter(byte[] bits) {
        this.bits = bits;
    }

    /** Of no row yet. */
    static PairFilter empty() {
        return new PairFilter(new byte[BYTES]);
    }

    /** As it was kept. */
    static PairFilter of(byte[] kept) {
        return new PairFilter(kept);
    }

    byte[] bytes() {
        return bits;
    }

    /** A value by itself, mixed into a number. */
    static long mixed(IndexKind kind, long key) {
        long mixed = (key + kind.code() * SPREAD) * SPREAD;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
        return mixed ^ (mixed >>> 32);
    }

    void add(CodedConnection row) {
        long[] values = new long[KINDS.size()];
        int[] count = new int[1];
        row.keys((kind, key) -> {
            if (KINDS.contains(kind)) {
                values[count[0]++] = mixed(kind, key);
            }
        });
        for (int i = 0; i < count[0]; i++) {
            for (int j = 0; j < i; j++) {
                add(values[i], values[j]);
            }
        }
    }

    private void add(long one, long other) {
        long pair = pair(one, other);
        for (int i = 0; i < PROBES; i++) {
            int bit = bit(pair, i);
            bits[bit >>> 3] |= (byte) (1 << (bit & 7));
        }
    }

    /** Whether some row may have both; if not, none has. */
    boolean mayHave(long one, long other) {
        long pair = pair(one, other);
        for (int i = 0; i < PROBES; i++) {
            int bit = bit(pair, i);
            if ((bits[bit >>> 3] & 1 << (bit & 7)) == 0) {
                return false;
            }
        }
        return true;
    }

    /** The same in either order. */
    private static long pair(long one, long other) {
        long sum = (one + other) * SPREAD;
        return sum ^ (sum >>> 29);
    }

    private static int bit(long pair, int probe) {
        int step = (int) (pair >>> 32) | 1;
        return Integer.remainderUnsigned((int) pair + probe * step, BITS);
    }
}
