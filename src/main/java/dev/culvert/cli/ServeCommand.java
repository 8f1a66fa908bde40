package dev.culvert.cli;

import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code culvert serve}: the gateway without a window, until it is told to end. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Runs the gateway without a window and says where its API listens.")
final class ServeCommand implements Callable<Integer> {

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

    ServeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws LaunchFailure {
        var options = new LaunchOptions(dataDirectory.path(surroundings), apiAddress);
        try (RunningGateway gateway = surroundings.launcher().serve(options)) {
            AtExit hook = AtExit.run(gateway::close);
            try {
                announce(gateway);
                gateway.awaitEnd();
            } finally {
                hook.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private void announce(RunningGateway gateway) {
        PrintWriter out = surroundings.out();
        out.println("culvert " + surroundings.version() + " listening, API " + gateway.api() + ", key file "
                + gateway.keyFile());
        out.flush();
    }
}
