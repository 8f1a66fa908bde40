package dev.culvert.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
    private final GatewayOptions options = new GatewayOptions();

    ServeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Endpoints in ngrok's form (version 3). The file is followed: a change is applied in a second or"
                            + " two, to what has changed alone.")
    private @Nullable Path config;

    @Mixin
    private final JsonSwitch json = new JsonSwitch();

    @Override
    public Integer call() throws LaunchFailure {
        LaunchOptions launch = options.launch(surroundings);
        serve(surroundings, config == null ? launch : launch.following(config), json.chosen());
        return 0;
    }

    private static String line(Surroundings surroundings, RunningGateway gateway) {
        return "culvert " + surroundings.version() + " listening, API " + gateway.api() + ", key file "
                + gateway.keyFile();
    }

    private static String json(Surroundings surroundings, RunningGateway gateway) {
        return ApiClient.MAPPER
                .createObjectNode()
                .put("event", "listening")
                .put("version", surroundings.version())
                .put("api", gateway.api().toString())
                .put("key_file", gateway.keyFile().toString())
                .toString();
    }

    /** Serves until the process is told to end. */
    @SuppressWarnings("try") // the hook is there to be closed
    static void serve(Surroundings surroundings, LaunchOptions options, boolean json) throws LaunchFailure {
        try (RunningGateway gateway = surroundings.launcher().serve(options);
                ExitHook hook = surroundings.launcher().atExit(gateway::close)) {
            surroundings.out().println(json ? json(surroundings, gateway) : line(surroundings, gateway));
            surroundings.out().flush();
            gateway.awaitEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
