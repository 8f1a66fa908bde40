package dev.culvert.policy.cidr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of networks that finds the narrowest one around an address, in a time that hardly depends on how many there are: two
 * tries, one for IPv4 and one for IPv6, in which chains of single children are drawn together. Immutable.
 */
public final class CidrSet {

    /** The set of no networks. */
    public static final CidrSet EMPTY = of(List.of());

    private final @Nullable Branch v4;
    private final @Nullable Branch v6;
    private final @Nullable Shortcut shortcut;
    private final int size;

    private CidrSet(@Nullable Branch v4, @Nullable Branch v6, int size) {
        this.v4 = v4;
        this.v6 = v6;
        this.shortcut = v4 != null && size >= Shortcut.WORTH_IT ? new Shortcut(v4) : null;
        this.size = size;
    }

    /** The set of these networks. */
    public static CidrSet of(List<Cidr> networks) {
        Branch v4 = null;
        Branch v6 = null;
        for (Cidr cidr : networks) {
            if (cidr.network().isV4()) {
                v4 = Branch.add(v4, cidr);
            } else {
                v6 = Branch.add(v6, cidr);
            }
        }
        return new CidrSet(v4, v6, networks.size());
    }

    /** How many networks it was made of. */
    public int size() {
        return size;
    }

    /** The narrowest network that contains the address; null if none does. */
    public @Nullable Cidr find(IpAddress address) {
        Branch branch = address.isV4() ? v4 : v6;
        Cidr found = null;
        if (shortcut != null && address.isV4()) {
            int slot = Shortcut.slot(address);
            branch = shortcut.branches[slot];
            found = shortcut.covering[slot];
        }
        int width = address.width();
        while (branch != null && address.startsLike(branch.high, branch.low, branch.length)) {
            if (branch.cidr != null) {
                found = branch.cidr;
            }
            if (branch.length == width) {
                break;
            }
            branch = address.bit(branch.length) ? branch.one : branch.zero;
        }
        return found;
    }

    /** For many IPv4 networks: where the first sixteen bits of an address lead, so that half of the way is one step. */
    private static final class Shortcut {

        static final int WORTH_IT = 1024;
        private static final int BITS = 16;

        private final @Nullable Branch[] branches = new Branch[1 << BITS];
        private final @Nullable Cidr[] covering = new Cidr[1 << BITS];

        Shortcut(Branch root) {
            for (int slot = 0; slot < branches.length; slot++) {
                IpAddress first = IpAddress.v4(slot << BITS);
                Branch branch = root;
                while (branch != null
                        && branch.length < BITS
                        && first.startsLike(branch.high, branch.low, branch.length)) {
                    if (branch.cidr != null) {
                        covering[slot] = branch.cidr;
                    }
                    branch = first.bit(branch.length) ? branch.one : branch.zero;
                }
                branches[slot] = branch;
            }
        }

        static int slot(IpAddress address) {
            return (int) (address.high() >>> (64 - BITS));
        }
    }

    /** A place where networks part, or a network, or both. */
    private static final class Branch {

        private final long high;
        private final long low;
        private final int length;
        private @Nullable Cidr cidr;
        private @Nullable Branch zero;
        private @Nullable Branch one;

        private Branch(IpAddress network, int length) {
            IpAddress prefix = network.masked(length);
            this.high = prefix.high();
            this.low = prefix.low();
            this.length = length;
        }

        static Branch add(@Nullable Branch root, Cidr cidr) {
            if (root == null) {
                return leaf(cidr);
            }
            int common = root.common(cidr);
            if (common < root.length) {
                Branch fork = new Branch(cidr.network(), common);
                fork.put(bit(root.high, root.low, common), root);
                if (common == cidr.prefix()) {
                    fork.cidr = cidr;
                } else {
                    fork.put(cidr.network().bit(common), leaf(cidr));
                }
                return fork;
            }
            if (cidr.prefix() == root.length) {
                root.cidr = cidr;
            } else {
                boolean side = cidr.network().bit(root.length);
                root.put(side, add(side ? root.one : root.zero, cidr));
            }
            return root;
        }

        private static Branch leaf(Cidr cidr) {
            Branch leaf = new Branch(cidr.network(), cidr.prefix());
            leaf.cidr = cidr;
            return leaf;
        }

        private void put(boolean side, Branch child) {
            if (side) {
                one = child;
            } else {
                zero = child;
            }
        }

        private int common(Cidr cidr) {
            long differentHigh = high ^ cidr.network().high();
            int alike = differentHigh != 0
                    ? Long.numberOfLeadingZeros(differentHigh)
                    : 64 + Long.numberOfLeadingZeros(low ^ cidr.network().low());
            return Math.min(alike, Math.min(length, cidr.prefix()));
        }

        private static boolean bit(long high, long low, int place) {
            return (place < 64 ? high >>> (63 - place) : low >>> (127 - place)) % 2 != 0;
        }
    }
}
