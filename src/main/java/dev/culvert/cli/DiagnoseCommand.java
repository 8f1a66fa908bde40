package dev.culvert.cli;

import dev.culvert.cli.diagnosis.DiagnosticBundle;
import dev.culvert.cli.diagnosis.Redaction;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code culvert diagnose}: everything that helps to find a fault, in one file, without secrets. */
@Command(
        name = "diagnose",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a ZIP file for a report of a fault: versions, the logs, and what the Culvert that runs says of itself.",
            "It holds names and addresses of endpoints, but no key, no password, no policy's text and no traffic. Look through it"
                    + " before you send it."
        })
final class DiagnoseCommand implements Callable<Integer> {

    private static final List<String> SHOWN_VARIABLES = List.of(
            "LANG",
            "LC_ALL",
            "XDG_CURRENT_DESKTOP",
            "XDG_SESSION_TYPE",
            "DISPLAY",
            "WAYLAND_DISPLAY",
            "GDK_SCALE",
            "CULVERT_RELAY");

    private final Surroundings surroundings;

    @Mixin
    private final ApiOptions api = new ApiOptions();

    @Option(names = "--json", description = "Prints a JSON object with the file's place in the field \"file\".")
    private boolean json;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write it. Default: culvert-diagnostics.zip here.")
    private Path output = Path.of("culvert-diagnostics.zip");

    DiagnoseCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws CommandFailure {
        Path directory = api.dataDirectory(surroundings);
        try {
            List<String> secrets = key(directory).map(List::of).orElse(List.of());
            new DiagnosticBundle(new Redaction(secrets))
                    .with("about.txt", about(directory))
                    .with("gateway.json", gateway())
                    .withDirectory(directory)
                    .write(output);
        } catch (IOException e) {
            throw new CommandFailure(
                    "The file " + output + " cannot be written; choose another with --output. (" + e + ")");
        }
        String place = output.toAbsolutePath().toString();
        if (json) {
            JsonOutput.print(
                    surroundings.out(), ApiClient.MAPPER.createObjectNode().put("file", place));
        } else {
            surroundings.out().println(place);
        }
        return 0;
    }

    private static Optional<String> key(Path directory) throws IOException {
        Path file = directory.resolve("api.key");
        return Files.isReadable(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    }

    private String about(Path directory) {
        var text = new StringBuilder();
        line(text, "Culvert", surroundings.version());
        line(text, "Build", surroundings.launcher().build().orElse("of the sources"));
        line(text, "Java", System.getProperty("java.runtime.version") + ", " + System.getProperty("java.vendor"));
        line(text, "System", String.join(" ", property("os.name"), property("os.version"), property("os.arch")));
        line(text, "Processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        line(text, "Data directory", directory.toString());
        line(text, "Window", surroundings.launcher().windowObstacle().orElse("nothing stands in its way"));
        line(
                text,
                "Options",
                String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments()));
        for (String name : SHOWN_VARIABLES) {
            @Nullable String value = surroundings.environment().get(name);
            if (value != null) {
                line(text, name, value);
            }
        }
        return text.toString();
    }

    private static String property(String name) {
        return System.getProperty(name, "?");
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(value).append('\n');
    }

    private String gateway() {
        try (ApiClient client = api.client(surroundings)) {
            return GatewayReport.of(client);
        } catch (CommandFailure e) {
            return "\"" + String.join(" ", e.lines()).replace("\"", "'") + "\"\n";
        }
    }
}
