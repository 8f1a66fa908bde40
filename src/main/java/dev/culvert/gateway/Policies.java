package dev.culvert.gateway;

import dev.culvert.model.EndpointKind;
import dev.culvert.policy.CheckedPolicy;
import dev.culvert.policy.PolicyCheck;
import dev.culvert.policy.facts.GeoLookup;
import dev.culvert.policy.facts.IpPolicies;
import org.jspecify.annotations.Nullable;

/**
 * The policy language, with what policies look up on this machine. It is prepared at the first use, which takes some
 * hundred milliseconds; a check takes a few after that. Any thread may call it, the desktop's best not the first time.
 */
public final class Policies {

    private final IpPolicies ipPolicies;
    private final GeoLookup geo;
    private @Nullable PolicyCheck language;

    /**
     * A language that has not been prepared yet.
     *
     * @param ipPolicies the IP policies that {@code restrict-ips} may name
     * @param geo where addresses are
     */
    Policies(IpPolicies ipPolicies, GeoLookup geo) {
        this.ipPolicies = ipPolicies;
        this.geo = geo;
    }

    /** Checks a policy of an endpoint of that kind, and compiles it if there is no error in it. */
    public CheckedPolicy check(String text, EndpointKind kind) {
        return language().check(text, kind);
    }

    /** The language itself, for completion and the like. */
    public synchronized PolicyCheck language() {
        if (language == null) {
            language = new PolicyCheck(ipPolicies, geo);
        }
        return language;
    }
}
