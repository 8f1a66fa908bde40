package dev.culvert.policy.run;

import dev.culvert.policy.facts.GeoLookup;
import dev.culvert.policy.facts.IpPolicies;

/**
 * What programs look up while they run.
 *
 * @param ipPolicies the IP policies
 * @param geo where addresses are
 * @param certificates what is wrong with certificates; asked when a program is made, not when it runs
 */
public record Surroundings(IpPolicies ipPolicies, GeoLookup geo, CertificateLookup certificates) {

    /** Nothing to look up. */
    public static final Surroundings NONE = new Surroundings(IpPolicies.NONE, GeoLookup.NONE, CertificateLookup.NONE);
}
