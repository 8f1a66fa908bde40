package dev.culvert.policy.run;

import java.util.List;

/**
 * How to end TLS. Equal ones may share a context; where nothing in the policy is computed it is the same object for every
 * connection.
 *
 * @param minVersion {@code 1.2} or {@code 1.3}
 * @param maxVersion {@code 1.2} or {@code 1.3}
 * @param certificate PEM text or the path of a PEM file; empty if Culvert is to make one
 * @param privateKey PEM text or the path of a PEM file; empty exactly if the certificate is
 * @param clientAuthorities PEM texts, paths of PEM files or {@code ca_…} ids; empty if clients need no certificate
 * @param verification how clients' certificates are looked at
 */
public record TlsTermination(
        String minVersion,
        String maxVersion,
        String certificate,
        String privateKey,
        List<String> clientAuthorities,
        Verification verification) {

    /** Copies the list. */
    public TlsTermination {
        clientAuthorities = List.copyOf(clientAuthorities);
    }

    /** How clients' certificates are looked at, if there are authorities. */
    public enum Verification {
        /** There must be one, and an authority must have signed it. */
        REQUIRE_AND_VERIFY,
        /** There must be one; it is not verified. */
        REQUIRE_ANY,
        /** There may be one; it is not verified. */
        REQUEST
    }
}
