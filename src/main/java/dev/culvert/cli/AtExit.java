package dev.culvert.cli;

/** Does something when the process is told to end (Ctrl+C, SIGTERM), until it is closed. */
final class AtExit implements AutoCloseable {

    private final Thread hook;

    private AtExit(Thread hook) {
        this.hook = hook;
    }

    /** The process ends when the task has come to its end. */
    static AtExit run(Runnable task) {
        // the virtual machine accepts no other form of a shutdown hook than a thread
        Thread hook = Thread.ofPlatform().name("at-exit").unstarted(task);
        Runtime.getRuntime().addShutdownHook(hook);
        return new AtExit(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending, and the hook is running
        }
    }
}
