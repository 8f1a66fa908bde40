package dev.culvert.model;

import java.time.Instant;
import java.util.Locale;

/**
 * A network of an {@link IpPolicy}.
 *
 * @param id its identity, {@code ipr_} and a KSUID
 * @param policy the id of its IP policy
 * @param cidr the network, {@code 203.0.113.0/24}
 * @param action what becomes of clients in it
 * @param description for people
 * @param metadata for programs
 * @param createdAt when it was made
 */
public record IpPolicyRule(
        String id, String policy, String cidr, Action action, String description, String metadata, Instant createdAt) {

    /** What every id begins with. */
    public static final String PREFIX = "ipr_";

    /** What becomes of clients. */
    public enum Action {
        /** They may come, unless another rule denies them. */
        ALLOW,
        /** They may not. */
        DENY;

        /** The name in the API. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * The action with that name.
         *
         * @throws InvalidValue if there is none
         */
        public static Action parse(String text) {
            return switch (text.strip().toLowerCase(Locale.ROOT)) {
                case "allow" -> ALLOW;
                case "deny" -> DENY;
                default ->
                    throw new InvalidValue("ERR_NGROK_1422", "'" + text + "' is not an action; write allow or deny.");
            };
        }
    }
}
