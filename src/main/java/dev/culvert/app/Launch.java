package dev.culvert.app;

import dev.culvert.cli.LaunchFailure;
import dev.culvert.cli.LaunchOptions;
import dev.culvert.cli.Launcher;
import dev.culvert.cli.RunningGateway;
import java.io.PrintWriter;
import java.util.Optional;

/** Starts what the command line asks for. */
final class Launch implements Launcher {

    private final PrintWriter out;
    private final PrintWriter err;

    Launch(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public RunningGateway serve(LaunchOptions options) throws LaunchFailure {
        var process = new GatewayProcess(options);
        Runtime.getRuntime().addShutdownHook(new Thread(process::close, "shutdown"));
        return process;
    }

    @Override
    public int desktop(LaunchOptions options) {
        Optional<String> obstacle = Display.obstacle();
        try {
            return obstacle.isEmpty() ? window(options) : headless(options, obstacle.get());
        } catch (LaunchFailure e) {
            err.println("culvert: " + e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static int window(LaunchOptions options) throws LaunchFailure {
        try (var process = new GatewayProcess(options)) {
            Runtime.getRuntime().addShutdownHook(new Thread(process::close, "shutdown"));

            return 0;
        }
    }

    private int headless(LaunchOptions options, String obstacle) throws LaunchFailure, InterruptedException {
        err.println("culvert: " + obstacle + " The gateway runs without a window, as 'culvert serve' does.");
        try (RunningGateway running = serve(options)) {
            out.println("culvert " + Version.current() + " listening, API " + running.api() + ", key file "
                    + running.keyFile());
            running.awaitEnd();
            return 0;
        }
    }
}
