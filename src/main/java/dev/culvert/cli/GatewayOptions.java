package dev.culvert.cli;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the commands that run a gateway in their own process. */
final class GatewayOptions {

    @Mixin
    private final DataDirectory dataDirectory = new DataDirectory();

    @Option(
            names = "--api-addr",
            paramLabel = "HOST:PORT",
            defaultValue = ApiAddress.DEFAULT,
            converter = ApiAddress.class,
            description = "Where the API listens; port 0 takes a free one. Default: ${DEFAULT-VALUE}.")
    private InetSocketAddress apiAddress = InetSocketAddress.createUnresolved("localhost", 0);

    @Option(
            names = "--geo-db",
            paramLabel = "FILE",
            description =
                    "A database of places in MaxMind's format (.mmdb), which policies ask for countries and networks;"
                            + " may stand more than once. The choice is kept for later starts.")
    private List<Path> geoDatabases = List.of();

    @Option(
            names = "--strict",
            description =
                    "Refuses endpoints on ports that nobody has reserved, as ngrok does. Without it such a port is reserved at"
                            + " once.")
    private boolean strict;

    LaunchOptions launch(Surroundings surroundings) {
        return new LaunchOptions(dataDirectory.path(surroundings), apiAddress, null, geoDatabases, strict);
    }
}
