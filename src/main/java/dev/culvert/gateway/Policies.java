package dev.culvert.gateway;

import dev.culvert.gateway.certificate.NamedCredentials;
import dev.culvert.model.EndpointField;
import dev.culvert.model.EndpointId;
import dev.culvert.model.EndpointKind;
import dev.culvert.model.EndpointUrl;
import dev.culvert.model.FieldProblem;
import dev.culvert.model.Ingress;
import dev.culvert.policy.CheckedPolicy;
import dev.culvert.policy.PolicyCheck;
import dev.culvert.policy.PolicyProgram;
import dev.culvert.policy.cidr.IpAddress;
import dev.culvert.policy.facts.EndpointFacts;
import dev.culvert.policy.facts.Facts;
import dev.culvert.policy.facts.GeoLookup;
import dev.culvert.policy.facts.IpPolicies;
import dev.culvert.policy.text.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The policy language, with what policies look up on this machine. It is prepared at the first use, which takes some
 * hundred milliseconds; a check takes a few after that. Any thread may call it, the desktop's best not the first time.
 */
public final class Policies {

    private static final EndpointId NOWHERE = new EndpointId("ep_try");
    private static final IpAddress LOOPBACK_4 = IpAddress.v4(0x7f00_0001);
    private static final IpAddress LOOPBACK_6 = IpAddress.v6(0, 1);

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

    /** Whether a policy, as it was accepted once, has HTTP phases. */
    boolean hasHttpPhases(String text, EndpointKind kind) {
        return !text.isBlank()
                && language()
                        .checkAgain(text, kind)
                        .program()
                        .filter(PolicyProgram::hasHttpPhases)
                        .isPresent();
    }

    /**
     * A connection that is only thought of.
     *
     * @param endpoint the endpoint that it comes to; null for one that does not exist
     * @param ingresses where addresses live
     */
    public static Facts thoughtOf(
            IpAddress client,
            int clientPort,
            Instant at,
            EndpointUrl url,
            @Nullable EndpointId endpoint,
            Ingresses ingresses) {
        IpAddress server = IpAddress.parse(url.host()).orElse(client.isV4() ? LOOPBACK_4 : LOOPBACK_6);
        EndpointId id = endpoint == null ? NOWHERE : endpoint;
        return new Facts(client, clientPort, server, url.port(), region(url, ingresses), at, EndpointFacts.of(id, url));
    }

    /** The name of the ingress that an address belongs to. */
    static String region(EndpointUrl url, Ingresses ingresses) {
        return ingresses.of(url.host()).map(Ingress::name).orElse("internal");
    }

    /** The problem with a policy as a field of an endpoint: the first error and how many more there are. */
    public Optional<FieldProblem> problem(String text, EndpointKind kind) {
        List<Finding> errors =
                check(text, kind).findings().stream().filter(Finding::isError).toList();
        return errors.stream().findFirst().map(first -> {
            int others = errors.size() - 1;
            String more = others == 0
                    ? ""
                    : others == 1 ? " There is 1 more error." : " There are " + others + " more errors.";
            return new FieldProblem(
                    EndpointField.TRAFFIC_POLICY.wireName(),
                    kind == EndpointKind.CLOUD ? "ERR_NGROK_18002" : "ERR_NGROK_9026",
                    "Line " + first.range().line() + ", column " + first.range().column() + " (" + first.code() + "): "
                            + first.message() + more);
        });
    }

    /** The language itself, for completion and the like. */
    public synchronized PolicyCheck language() {
        if (language == null) {
            language = new PolicyCheck(ipPolicies, geo, new NamedCredentials());
        }
        return language;
    }
}
