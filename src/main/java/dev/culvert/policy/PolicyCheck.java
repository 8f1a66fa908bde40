package dev.culvert.policy;

import dev.culvert.model.EndpointKind;
import dev.culvert.policy.document.PolicyDocument;
import dev.culvert.policy.expression.Expressions;
import dev.culvert.policy.facts.GeoLookup;
import dev.culvert.policy.facts.IpPolicies;
import dev.culvert.policy.run.CertificateLookup;
import dev.culvert.policy.run.Surroundings;
import dev.culvert.policy.text.Findings;
import java.util.List;
import java.util.Optional;

/**
 * Checks policies and makes programs of them. To make one takes some hundred milliseconds and to use it the first time about
 * as long again, so there is one for the whole gateway, made off the screen's thread; a check takes a few milliseconds then.
 * Any thread may call it.
 */
public final class PolicyCheck {

    private final Expressions expressions = new Expressions();
    private final Surroundings surroundings;
    private final Surroundings forgiving;

    /**
     * Prepares the language; certificates are not looked at.
     *
     * @param ipPolicies the IP policies that {@code restrict-ips} may name
     * @param geo where addresses are
     */
    public PolicyCheck(IpPolicies ipPolicies, GeoLookup geo) {
        this(ipPolicies, geo, CertificateLookup.NONE);
    }

    /**
     * Prepares the language.
     *
     * @param ipPolicies the IP policies that {@code restrict-ips} may name
     * @param geo where addresses are
     * @param certificates looks at what {@code terminate-tls} names
     */
    public PolicyCheck(IpPolicies ipPolicies, GeoLookup geo, CertificateLookup certificates) {
        surroundings = new Surroundings(ipPolicies, geo, certificates);
        forgiving = new Surroundings(ipPolicies.forgiving(), geo, CertificateLookup.NONE);
    }

    /** The names of the functions beyond CEL's own, for completion; variables and actions tell of themselves. */
    public List<String> functions() {
        return expressions.functions();
    }

    /**
     * Checks a text, any text, and compiles it if there is no error in it.
     *
     * @param text the policy, YAML or JSON
     * @param kind whose it is: a cloud endpoint's policy must decide every connection
     */
    public CheckedPolicy check(String text, EndpointKind kind) {
        return check(text, kind, surroundings);
    }

    /**
     * The same for a policy that was checked when it was written. What it names may be gone since: an IP policy that was
     * deleted allows nobody, and certificates are looked at when a client comes.
     */
    public CheckedPolicy checkAgain(String text, EndpointKind kind) {
        return check(text, kind, forgiving);
    }

    private CheckedPolicy check(String text, EndpointKind kind, Surroundings lookedUp) {
        var findings = new Findings();
        PolicyDocument document = PolicyDocument.read(text, findings);
        var compiler = new PolicyCompiler(document, kind, expressions, lookedUp, findings);
        PolicyProgram program = compiler.compile();
        return new CheckedPolicy(
                document, findings.sorted(), findings.hasErrors() ? Optional.empty() : Optional.of(program));
    }
}
