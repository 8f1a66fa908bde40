package dev.culvert.cli;

import java.util.List;
import java.util.Optional;

/** Starts what a command needs. The composition root implements it; the command line knows nothing of the parts. */
public interface Launcher {

    /**
     * Starts a gateway without a window and its API. Returns when both listen.
     *
     * @throws LaunchFailure if that is not possible; nothing is left running
     */
    RunningGateway serve(LaunchOptions options) throws LaunchFailure;

    /** What stands in the way of a window here, as a sentence; empty if nothing does. */
    Optional<String> windowObstacle();

    /**
     * Runs the desktop until its user ends it. Returns the process's exit code.
     *
     * @param hidden whether it begins without its window
     * @throws LaunchFailure if that is not possible; nothing is left running
     */
    int desktop(LaunchOptions options, boolean hidden) throws LaunchFailure;

    /** Does something when the process is told to end (Ctrl+C, SIGTERM); it ends when the task has come to its end. */
    ExitHook atExit(Runnable task);

    /** The command that starts this program once more, in a process of its own; arguments are to be added. */
    List<String> command();

    /** Which build runs, where the packages have given it a name. */
    default Optional<String> build() {
        return Optional.empty();
    }
}
