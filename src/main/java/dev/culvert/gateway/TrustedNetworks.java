package dev.culvert.gateway;

import dev.culvert.model.InvalidValue;
import dev.culvert.policy.cidr.Cidr;
import dev.culvert.policy.cidr.CidrSet;
import java.util.Arrays;
import java.util.List;

/** Networks as a user writes them in one field: one a line, or with commas or blanks between them. */
final class TrustedNetworks {

    private static final int MOST = 1000;

    private TrustedNetworks() {}

    /**
     * The networks in canonical form.
     *
     * @throws InvalidValue if one of them is none
     */
    static List<String> parse(String text) {
        List<String> networks = Arrays.stream(text.split("[\\s,]+"))
                .filter(part -> !part.isEmpty())
                .map(part -> Cidr.parse(part).toString())
                .distinct()
                .toList();
        if (networks.size() > MOST) {
            throw new InvalidValue("ERR_NGROK_2218", "Write at most " + MOST + " networks.");
        }
        return networks;
    }

    /** The same for the engine. */
    static CidrSet set(List<String> networks) {
        return networks.isEmpty()
                ? CidrSet.EMPTY
                : CidrSet.of(networks.stream().map(Cidr::parse).toList());
    }
}
