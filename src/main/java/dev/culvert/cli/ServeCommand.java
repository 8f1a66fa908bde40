package dev.culvert.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code culvert serve}: the gateway without a window, until it is told to end. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Runs the gateway without a window and says where its API listens.")
final class ServeCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final GatewayOptions options = new GatewayOptions();

    ServeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws LaunchFailure {
        serve(surroundings, options.launch(surroundings));
        return 0;
    }

    /** Serves until the process is told to end. */
    @SuppressWarnings("try") // the hook is there to be closed
    static void serve(Surroundings surroundings, LaunchOptions options) throws LaunchFailure {
        try (RunningGateway gateway = surroundings.launcher().serve(options);
                ExitHook hook = surroundings.launcher().atExit(gateway::close)) {
            surroundings
                    .out()
                    .println("culvert " + surroundings.version() + " listening, API " + gateway.api() + ", key file "
                            + gateway.keyFile());
            surroundings.out().flush();
            gateway.awaitEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
