package dev.culvert.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The parameter that says which policy is meant. */
final class PolicyFile {

    private static final Path STANDARD_INPUT = Path.of("-");

    /** More than a policy may have; the rest of a longer file need not be read to be refused. */
    private static final int MAX_BYTES = 1 << 20;

    @Spec(Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The policy, YAML or JSON; - for standard input.")
    private Path file = STANDARD_INPUT;

    /** The file as it was written. */
    String name() {
        return file.toString();
    }

    /** The policy's text. */
    String text(Surroundings surroundings) {
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
