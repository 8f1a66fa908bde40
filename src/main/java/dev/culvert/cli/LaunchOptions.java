package dev.culvert.cli;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user chose for a gateway.
 *
 * @param dataDirectory where it keeps its files
 * @param apiAddress where its API listens; port 0 takes a free one
 * @param config the configuration file to follow; null for none
 * @param geoDatabases the databases of places to use from now on; none leaves the choice as it is
 * @param strict whether ports that nobody has reserved are refused in this run
 */
public record LaunchOptions(
        Path dataDirectory,
        InetSocketAddress apiAddress,
        @Nullable Path config,
        List<Path> geoDatabases,
        boolean strict) {

    /** Copies the list. */
    public LaunchOptions {
        geoDatabases = List.copyOf(geoDatabases);
    }

    /** With the databases of places that were chosen before. */
    public LaunchOptions(Path dataDirectory, InetSocketAddress apiAddress) {
        this(dataDirectory, apiAddress, null, List.of(), false);
    }

    /** The same, and follows a configuration file. */
    LaunchOptions following(Path file) {
        return new LaunchOptions(dataDirectory, apiAddress, file, geoDatabases, strict);
    }
}
