package dev.culvert.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code culvert connections export}: those that have ended, as a file or on the standard output. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes the connections that have ended as CSV or JSON Lines, all that meet the filter.")
final class ExportCommand implements Callable<Integer> {

    private static final String JSON_LINES = "jsonl";

    private final Surroundings surroundings;

    @Mixin
    private final ApiOptions api = new ApiOptions();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "csv or jsonl. Default: what the file's name ends with, else csv.")
    private @Nullable String format;

    @Option(names = "--json", description = "The same as --format jsonl.")
    private boolean json;

    @Option(names = "--filter", paramLabel = "FILTER", description = "Only those that meet it, as for 'connections'.")
    private @Nullable String filter;

    @Option(
            names = "--sort",
            paramLabel = "ORDER",
            description =
                    "started, ended, duration, connect, bytes, in, out, endpoint, client, upstream, reason, rule or"
                            + " error; with a minus before it the greatest first. Default: -started.")
    private @Nullable String sort;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Writes to that file, and there only when all of it is there.")
    private @Nullable Path output;

    ExportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws CommandFailure {
        String path = new QueryString("/connections/export")
                .with("format", chosenFormat())
                .with("filter", filter)
                .with("sort", sort)
                .toString();
        try (ApiClient client = api.client(surroundings)) {
            if (output == null) {
                client.download(path, new PrintedBytes(surroundings.out()));
            } else {
                save(client, path, output.toAbsolutePath());
            }
        }
        return 0;
    }

    private String chosenFormat() throws CommandFailure {
        if (json && format != null && !format.equals(JSON_LINES)) {
            throw new CommandFailure("Write --json or --format " + format + ", not both.");
        }
        return json ? JSON_LINES : format == null ? implied(output) : format;
    }

    private static String implied(@Nullable Path file) {
        String name = file == null ? "" : file.toString();
        return name.endsWith(".jsonl") || name.endsWith(".ndjson") ? JSON_LINES : "csv";
    }

    private static void save(ApiClient client, String path, Path file) throws CommandFailure {
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft))) {
                client.download(path, out);
            }
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new CommandFailure("The file " + file + " cannot be written: " + e.getMessage() + ".");
        } finally {
            try {
                boolean unused = Files.deleteIfExists(draft);
            } catch (IOException e) {
                // what is left of a failed export is told by its name
            }
        }
    }
}
