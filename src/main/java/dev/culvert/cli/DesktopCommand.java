package dev.culvert.cli;

import java.util.Optional;
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
    private final GatewayOptions options = new GatewayOptions();

    @Option(
            names = "--hidden",
            description = "Begins without the window: in the tray, if there is one. Starting Culvert again shows it.")
    private boolean hidden;

    DesktopCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws LaunchFailure {
        LaunchOptions launch = options.launch(surroundings);
        Optional<String> obstacle = surroundings.launcher().windowObstacle();
        if (obstacle.isEmpty()) {
            return surroundings.launcher().desktop(launch, hidden);
        }
        surroundings.err().println(obstacle.get() + " The gateway runs without a window, as 'culvert serve' does.");
        ServeCommand.serve(surroundings, launch, false);
        return 0;
    }
}
