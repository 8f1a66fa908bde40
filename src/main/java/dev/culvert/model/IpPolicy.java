package dev.culvert.model;

import java.time.Instant;

/**
 * A list of networks under one name, which {@code restrict-ips} of any traffic policy may refer to. Its networks are its
 * {@link IpPolicyRule}s; one without rules allows nobody.
 *
 * @param id its identity, {@code ipp_} and a KSUID
 * @param description for people
 * @param metadata for programs
 * @param createdAt when it was made
 */
public record IpPolicy(String id, String description, String metadata, Instant createdAt) {

    /** What every id begins with. */
    public static final String PREFIX = "ipp_";
}
