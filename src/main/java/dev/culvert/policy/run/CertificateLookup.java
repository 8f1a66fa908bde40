package dev.culvert.policy.run;

import java.util.List;

/**
 * Looks at what {@code terminate-tls} names before a client needs it: certificates, keys, authorities. Called from any
 * thread when a policy is checked; may read files.
 */
public interface CertificateLookup {

    /** Finds fault with nothing. */
    CertificateLookup NONE = termination -> List.of();

    /** What is wrong with what an action names. */
    List<Problem> problems(TlsTermination termination);

    /**
     * Something that cannot be used.
     *
     * @param field the field that names it
     * @param value what stands there
     * @param message what is wrong and what to do, as a sentence
     * @param passing whether it may be right by the time that a client comes, as a file may
     */
    record Problem(String field, String value, String message, boolean passing) {}
}
