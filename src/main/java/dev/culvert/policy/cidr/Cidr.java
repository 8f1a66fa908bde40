package dev.culvert.policy.cidr;

import dev.culvert.model.InvalidValue;

/**
 * A network: all addresses that begin alike. Bits after the prefix are 0.
 *
 * @param network its lowest address
 * @param prefix how many bits are alike
 */
public record Cidr(IpAddress network, int prefix) {

    private static final String CODE = "ERR_NGROK_2217";

    /** Clears the bits after the prefix. */
    public Cidr {
        if (prefix < 0 || prefix > network.width()) {
            throw new InvalidValue(CODE, "A prefix of " + prefix + " bits does not fit " + network + ".");
        }
        network = network.masked(prefix);
    }

    /**
     * Reads {@code 10.0.0.0/8} or {@code 2001:db8::/32}. An address without a prefix is the network of this one address.
     *
     * @throws InvalidValue if the text is neither
     */
    public static Cidr parse(String text) {
        String trimmed = text.strip();
        int slash = trimmed.indexOf('/');
        String address = slash < 0 ? trimmed : trimmed.substring(0, slash);
        IpAddress network = IpAddress.parse(address).orElseThrow(() -> wrong(text));
        if (slash < 0) {
            return new Cidr(network, network.width());
        }
        String bits = trimmed.substring(slash + 1);
        boolean number = !bits.isEmpty() && bits.length() <= 3 && bits.chars().allMatch(c -> c >= '0' && c <= '9');
        int prefix = number ? Integer.parseInt(bits) : -1;
        // ::ffff:1.2.3.0/120 is written as IPv6 and means an IPv4 network
        int written = network.isV4() && address.indexOf(':') >= 0 ? prefix - 96 : prefix;
        if (written < 0 || written > network.width()) {
            throw wrong(text);
        }
        return new Cidr(network, written);
    }

    private static InvalidValue wrong(String text) {
        return new InvalidValue(
                CODE, "'" + text + "' is not a network; write one such as 203.0.113.0/24 or 2001:db8::/32.");
    }

    /** Whether the address lies in it. */
    public boolean contains(IpAddress address) {
        return address.isV4() == network.isV4() && address.startsLike(network.high(), network.low(), prefix);
    }

    @Override
    public String toString() {
        return network + "/" + prefix;
    }
}
