package dev.culvert.cli;

/** Starts what a command needs. The composition root implements it; the command line knows nothing of the parts. */
public interface Launcher {

    /**
     * Starts a gateway without a window and its API. Returns when both listen.
     *
     * @throws LaunchFailure if that is not possible; nothing is left running
     */
    RunningGateway serve(LaunchOptions options) throws LaunchFailure;

    /** Runs the desktop until its user ends it, or says why it cannot. Returns the process's exit code. */
    int desktop(LaunchOptions options);
}
