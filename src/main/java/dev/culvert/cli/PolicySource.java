package dev.culvert.cli;

import dev.culvert.gateway.certificate.NamedCredentials;
import dev.culvert.gateway.geo.GeoDatabase;
import dev.culvert.model.EndpointKind;
import dev.culvert.model.InvalidValue;
import dev.culvert.policy.CheckedPolicy;
import dev.culvert.policy.PolicyCheck;
import dev.culvert.policy.facts.IpPolicies;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say which policy is meant and whose it is. */
final class PolicySource {

    /** What the verbs' help says of working without a gateway. */
    static final String ALONE =
            "Works without a gateway, and so knows no IP policies (each ipp_… that restrict-ips names is"
                    + " an error, ERR_NGROK_2216) and no database of places but those of --geo-db.";

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

    @Option(
            names = "--geo-db",
            paramLabel = "FILE",
            description = "A database of places in MaxMind's format (.mmdb); may stand more than once.")
    private List<Path> geoDatabases = List.of();

    /** The file as it was written. */
    String name() {
        return file.name();
    }

    /** Reads and checks the policy. */
    CheckedPolicy check(Surroundings surroundings) throws CommandFailure {
        var geo = new GeoDatabase();
        try {
            geo.use(geoDatabases);
        } catch (InvalidValue e) {
            throw new CommandFailure(e.getMessage());
        }
        return new PolicyCheck(IpPolicies.NONE, geo, new NamedCredentials()).check(file.text(surroundings), kind);
    }
}
