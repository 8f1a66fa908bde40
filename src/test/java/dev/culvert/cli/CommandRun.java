package dev.culvert.cli;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One command, run in this process with its output kept. */
final class CommandRun implements AutoCloseable {

    static final String VERSION = "9.8.7";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CompletableFuture<Integer> code = new CompletableFuture<>();
    private final Thread thread;

    private CommandRun(Launcher launcher, Path directory, String in, boolean interactive, String... args) {
        this(launcher, in, interactive, Map.of("CULVERT_DATA_DIR", directory.toString()), args);
    }

    private CommandRun(
            Launcher launcher, String in, boolean interactive, Map<String, String> environment, String... args) {
        var surroundings = new Surroundings(
                launcher,
                VERSION,
                new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(out),
                new PrintWriter(err),
                interactive,
                environment);
        thread = Thread.ofPlatform().name("command").start(() -> {
            try {
                code.complete(CommandLineFace.run(surroundings, args));
            } catch (Throwable e) {
                code.completeExceptionally(e);
            }
        });
    }

    /** Runs a command to its end. */
    static CommandRun of(Launcher launcher, Path directory, String... args) {
        var run = new CommandRun(launcher, directory, "", false, args);
        run.code();
        return run;
    }

    /** The same with something on its standard input. */
    static CommandRun withInput(String in, Launcher launcher, Path directory, String... args) {
        var run = new CommandRun(launcher, directory, in, false, args);
        run.code();
        return run;
    }

    /** The same with other variables in its environment. */
    static CommandRun withEnvironment(Map<String, String> environment, Launcher launcher, String... args) {
        var run = new CommandRun(launcher, "", false, environment, args);
        run.code();
        return run;
    }

    /** Starts a command that does not end by itself. */
    static CommandRun begin(Launcher launcher, Path directory, String... args) {
        return new CommandRun(launcher, directory, "", false, args);
    }

    /** The same at a terminal. */
    static CommandRun atTerminal(Launcher launcher, Path directory, String... args) {
        return new CommandRun(launcher, directory, "", true, args);
    }

    /** The exit code, when it has come. */
    int code() {
        return code.orTimeout(60, TimeUnit.SECONDS).join();
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    /** Waits until the command has said something. */
    void awaitOut(String text) {
        await("'" + text + "' in: " + out() + err())
                .atMost(Duration.ofSeconds(20))
                .until(() -> out().contains(text));
    }

    /** Ends it as Ctrl+C does, and answers its exit code. */
    int interrupt() {
        thread.interrupt();
        return code();
    }

    @Override
    public void close() {
        var unused = interrupt();
    }
}
