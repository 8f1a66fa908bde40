package dev.culvert.cli;

import dev.culvert.model.EndpointKind;
import dev.culvert.model.InvalidValue;
import dev.culvert.policy.CheckedPolicy;
import dev.culvert.policy.PolicyCheck;
import dev.culvert.policy.facts.GeoLookup;
import dev.culvert.policy.facts.IpPolicies;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import picocli.CommandLine.TypeConversionException;

/** The options that say which policy is meant and whose it is. */
final class PolicySource {

    /** What the verbs' help says of working without a gateway. */
    static final String ALONE =
            "Works without a gateway, and so knows no IP policies (each ipp_… that restrict-ips names is"
                    + " an error, ERR_NGROK_2216) and no database of places (conn.geo and the like are empty).";

    private static final Path STANDARD_INPUT = Path.of("-");

    /** More than a policy may have; the rest of a longer file need not be read to be refused. */
    private static final int MAX_BYTES = 1 << 20;

    @Spec(Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The policy, YAML or JSON; - for standard input.")
    private Path file = STANDARD_INPUT;

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
        return file.toString();
    }

    /** Reads and checks the policy. */
    CheckedPolicy check(Surroundings surroundings) {
        return new PolicyCheck(IpPolicies.NONE, GeoLookup.NONE).check(read(surroundings), kind);
    }

    private String read(Surroundings surroundings) {
        try {
            if (file.equals(STANDARD_INPUT)) {
                return text(surroundings.in());
            }
            try (InputStream in = Files.newInputStream(file)) {
                return text(in);
            }
        } catch (IOException e) {
            if (spec == null) {
                throw new IllegalStateException("not run by picocli", e);
            }
            throw new ParameterException(
                    spec.commandLine(),
                    "FILE '" + file + "' cannot be read as text; write the name of one that exists and is UTF-8,"
                            + " or - for standard input.");
        }
    }

    private static String text(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES);
        return bytes.length == MAX_BYTES
                ? new String(bytes, StandardCharsets.UTF_8)
                : StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
    }
}
