package dev.culvert.cli;

import java.net.InetSocketAddress;
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

    LaunchOptions launch(Surroundings surroundings) {
        return new LaunchOptions(dataDirectory.path(surroundings), apiAddress);
    }
}
