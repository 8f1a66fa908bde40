package dev.culvert.app;

import dev.culvert.cli.ExitHook;
import dev.culvert.cli.LaunchFailure;
import dev.culvert.cli.LaunchOptions;
import dev.culvert.cli.Launcher;
import dev.culvert.cli.RunningGateway;
import java.io.Console;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** Starts what the command line asks for. */
final class Launch implements Launcher {

    private final Toolkit toolkit = new Toolkit();

    @Override
    public RunningGateway serve(LaunchOptions options) throws LaunchFailure {
        var process = new GatewayProcess(options);
        Rehearsal.beginIdle(process::close);
        return process;
    }

    @Override
    public Optional<String> windowObstacle() {
        return Display.obstacle();
    }

    @Override
    @SuppressWarnings("try") // the hook is there to be closed
    public int desktop(LaunchOptions options, boolean hidden) throws LaunchFailure {
        if (!hidden) {
            toolkit.start();
        }
        try (var process = new GatewayProcess(options);
                ExitHook hook = atExit(process::close)) {
            DesktopApplication.run(process, toolkit, new DesktopSystem(options), hidden);
            return 0;
        } catch (CompletionException e) {
            Throwable reason = Objects.requireNonNullElse(e.getCause(), e);
            throw new LaunchFailure(
                    "No window can be opened: " + reason.getMessage()
                            + ". Check DISPLAY, or let culvert serve run without a window.",
                    e);
        } catch (LaunchFailure e) {
            // who starts at login wants no window of one that is there already
            boolean isDone = hidden
                    ? RunningDesktop.isThere(options.dataDirectory())
                    : RunningDesktop.show(options.dataDirectory());
            if (isDone) {
                return 0;
            }
            if (!hasTerminal() && System.getProperty("glass.platform") == null) {
                StartFailure.show(toolkit, String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    @SuppressWarnings("SystemConsoleNull") // the runtime of the packages has no console where there is no terminal
    private static boolean hasTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    @Override
    public Optional<String> build() {
        return Version.build();
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
