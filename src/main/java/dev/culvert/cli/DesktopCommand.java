package dev.culvert.cli;

import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code culvert} without a verb: the desktop. */
@Command(
        name = "culvert",
        mixinStandardHelpOptions = true,
        description =
                "Publishes TCP services and shows every connection while it is alive. Without a command: the desktop.")
final class DesktopCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final DataDirectory dataDirectory = new DataDirectory();

    @Option(
            names = "--api-addr",
            paramLabel = "HOST:PORT",
            defaultValue = ApiAddress.DEFAULT,
            converter = ApiAddress.class,
            description = "Where the API listens; port 0 takes a free one. Default: ${DEFAULT-VALUE}.")
    private InetSocketAddress apiAddress = InetSocketAddress.createUnresolved("localhost", 0);

    DesktopCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return surroundings.launcher().desktop(new LaunchOptions(dataDirectory.path(surroundings), apiAddress));
    }
}
