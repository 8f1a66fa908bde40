package dev.culvert.cli;

import dev.culvert.model.EndpointKind;
import dev.culvert.model.InvalidValue;
import dev.culvert.policy.CheckedPolicy;
import dev.culvert.policy.PolicyCheck;
import dev.culvert.policy.facts.GeoLookup;
import dev.culvert.policy.facts.IpPolicies;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say which policy is meant and whose it is. */
final class PolicySource {

    /** What the verbs' help says of working without a gateway. */
    static final String ALONE =
            "Works without a gateway, and so knows no IP policies (each ipp_… that restrict-ips names is"
                    + " an error, ERR_NGROK_2216) and no database of places (conn.geo and the like are empty).";

    @Mixin
    private final PolicyFile file = new PolicyFile();

    @Option(
            names = "--kind",
            paramLabel = "cloud|agent",
            defaultValue = "agent",
            converter = Kind.class,
            description = "The kind of its endpoint; a cloud endpoint's policy must decide every connection."
                    + " Default: agent.")
    private EndpointKind kind = EndpointKind.AGENT;

    /** Reads the kind of an endpoint. */
    static final class Kind implements ITypeConverter<EndpointKind> {
        @Override
        public EndpointKind convert(String text) {
            try {
                return EndpointKind.parse(text);
            } catch (InvalidValue e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** The file as it was written. */
    String name() {
        return file.name();
    }

    /** Reads and checks the policy. */
    CheckedPolicy check(Surroundings surroundings) {
        return new PolicyCheck(IpPolicies.NONE, GeoLookup.NONE).check(file.text(surroundings), kind);
    }
}
