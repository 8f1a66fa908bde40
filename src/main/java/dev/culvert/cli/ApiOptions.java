package dev.culvert.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say which gateway a command talks to: one in a data directory, or one at an address. */
final class ApiOptions {

    @Mixin
    private final DataDirectory dataDirectory = new DataDirectory();

    @Option(
            names = "--api-url",
            paramLabel = "URL",
            converter = ApiUrl.class,
            description =
                    "Where the API listens. Default: what the Culvert that runs has written in its data directory.")
    private @Nullable URI url;

    @Option(
            names = "--api-key",
            paramLabel = "KEY",
            description = "The API's key. Default: the one in the data directory.")
    private @Nullable String key;

    Path dataDirectory(Surroundings surroundings) {
        return dataDirectory.path(surroundings);
    }

    /** Whether the user named the gateway itself, so that no other will do. */
    boolean namesGateway() {
        return url != null;
    }

    /** A client for the gateway that runs. */
    ApiClient client(Surroundings surroundings) throws CommandFailure {
        Path directory = dataDirectory.path(surroundings);
        URI found = url;
        if (found == null) {
            String text = read(directory.resolve("api.url"))
                    .orElseThrow(() -> new CommandFailure("No Culvert is running with the data directory " + directory
                            + "; start 'culvert' or 'culvert serve', or write --data-dir or --api-url for another."));
            found = written(directory, text);
        }
        String given = key;
        return new ApiClient(found, given == null ? () -> keyIn(directory) : () -> given);
    }

    private static String keyIn(Path directory) throws CommandFailure {
        return read(directory.resolve("api.key"))
                .orElseThrow(() -> new CommandFailure("There is no API key in " + directory
                        + "; write --api-key, or --data-dir for the data directory of the Culvert that runs."));
    }

    private static URI written(Path directory, String text) throws CommandFailure {
        try {
            return new ApiUrl().convert(text);
        } catch (TypeConversionException e) {
            throw new CommandFailure("The file " + directory.resolve("api.url") + " is damaged: " + e.getMessage());
        }
    }

    private static Optional<String> read(Path file) throws CommandFailure {
        try {
            return Optional.of(Files.readString(file).strip()).filter(t -> !t.isEmpty());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new CommandFailure("The file " + file + " cannot be read; see that you own it.");
        }
    }
}
