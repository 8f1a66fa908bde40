package dev.culvert.model;

import java.time.Instant;

/**
 * A name of the user's own that is to lead to an ingress. DNS maps whole hosts, so every port of the ingress answers under
 * it (NGROK.md 1.4).
 *
 * @param id its identity, {@code cd_} and a KSUID
 * @param name the name, in lower case and without a dot at its end
 * @param ingress the id of the ingress
 * @param createdAt when it was added
 */
public record CustomDomain(String id, String name, String ingress, Instant createdAt) {

    /** What every id begins with. */
    public static final String PREFIX = "cd_";
}
