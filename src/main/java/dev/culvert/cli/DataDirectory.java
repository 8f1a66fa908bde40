package dev.culvert.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option for the data directory, and what holds without it. */
final class DataDirectory {

    static final String OPTION = "--data-dir";
    static final String VARIABLE = "CULVERT_DATA_DIR";

    @Option(
            names = OPTION,
            paramLabel = "DIR",
            description = "Where Culvert keeps its files. Default: $" + VARIABLE + ", else the platform's place.")
    private @Nullable Path option;

    /** The directory to use. */
    Path path(Surroundings surroundings) {
        return Optional.ofNullable(option)
                .or(() -> variable(surroundings.environment(), VARIABLE))
                .orElseGet(() -> ofPlatform(
                        System.getProperty("os.name", ""),
                        Path.of(System.getProperty("user.home", ".")),
                        surroundings.environment()));
    }

    static Path ofPlatform(String system, Path home, Map<String, String> environment) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return variable(environment, "LOCALAPPDATA")
                    .orElse(home.resolve("AppData").resolve("Local"))
                    .resolve("Culvert");
        }
        if (name.startsWith("mac")) {
            return home.resolve("Library").resolve("Application Support").resolve("Culvert");
        }
        return variable(environment, "XDG_DATA_HOME")
                .orElse(home.resolve(".local").resolve("share"))
                .resolve("culvert");
    }

    private static Optional<Path> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(v -> !v.isBlank())
                .map(Path::of);
    }
}
