package dev.culvert.app;

import dev.culvert.cli.ExitHook;
import dev.culvert.cli.LaunchFailure;
import dev.culvert.cli.LaunchOptions;
import dev.culvert.cli.Launcher;
import dev.culvert.cli.RunningGateway;
import java.util.List;
import java.util.Optional;

/** Starts what the command line asks for. */
final class Launch implements Launcher {

    @Override
    public RunningGateway serve(LaunchOptions options) throws LaunchFailure {
        return new GatewayProcess(options);
    }

    @Override
    public Optional<String> windowObstacle() {
        return Display.obstacle();
    }

    @Override
    @SuppressWarnings("try") // the hook is there to be closed
    public int desktop(LaunchOptions options) throws LaunchFailure {
        try (var process = new GatewayProcess(options);
                ExitHook hook = atExit(process::close)) {
            DesktopApplication.run(process);
            return 0;
        } catch (LaunchFailure e) {
            if (RunningDesktop.show(options.dataDirectory())) {
                return 0;
            }
            throw e;
        }
    }

    @Override
    public List<String> command() {
        return OwnCommand.words();
    }

    @Override
    public ExitHook atExit(Runnable task) {
        Runtime runtime = Runtime.getRuntime();
        var hook = new Thread(task, "at-exit");
        runtime.addShutdownHook(hook);
        return () -> {
            try {
                runtime.removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // the process is ending, and the hook is running
            }
        };
    }
}
