package dev.culvert.cli.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A child process, with its standard output to be read here and its errors in a file. Closing ends it and all its descendants. */
final class Child implements AutoCloseable {

    private static final long POLL_MILLIS = 5;
    private static final long GRACE_SECS = 3;

    private final String name;
    private final Process process;
    private final Path errors;
    private final BufferedReader out;
    private final PrintWriter in;

    private Child(String name, Process process, Path errors) {
        this.name = name;
        this.process = process;
        this.errors = errors;
        out = process.inputReader(StandardCharsets.UTF_8);
        in = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8));
    }

    /** Starts a program, whose output is read line by line. */
    static Child talking(String name, Path directory, List<String> command) throws BenchFailure {
        return start(name, directory, command, false);
    }

    /** Starts a program that has nothing to say but its errors. */
    static Child silent(String name, Path directory, List<String> command) throws BenchFailure {
        return start(name, directory, command, true);
    }

    private static Child start(String name, Path directory, List<String> command, boolean silent) throws BenchFailure {
        Path errors = directory.resolve(name + ".log");
        var builder = new ProcessBuilder(command).directory(directory.toFile()).redirectError(errors.toFile());
        if (silent) {
            builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        }
        try {
            return new Child(name, builder.start(), errors);
        } catch (IOException e) {
            throw new BenchFailure(name + " could not be started: " + e.getMessage(), e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void say(String line) {
        in.println(line);
        in.flush();
    }

    /**
     * The next line that it prints.
     *
     * @param limit how long to wait
     * @param stop whether to wait no longer
     * @throws BenchFailure if there is none: it has ended, or is silent, or was not to be waited for
     */
    String line(Duration limit, BooleanSupplier stop) throws BenchFailure {
        long until = System.nanoTime() + limit.toNanos();
        try {
            while (!out.ready()) {
                if (!process.isAlive() && !out.ready()) {
                    throw new BenchFailure(name + " has ended: " + lastWords());
                }
                if (stop.getAsBoolean() || System.nanoTime() > until) {
                    throw new BenchFailure(
                            name + " has not answered within " + limit.toSeconds() + " s. " + lastWords());
                }
                pause();
            }
            return out.readLine();
        } catch (IOException e) {
            throw new BenchFailure(name + " cannot be heard: " + e.getMessage(), e);
        }
    }

    /** What it said last before it ended, in one line. */
    String lastWords() {
        try (Stream<String> lines = Files.lines(errors)) {
            List<String> said =
                    lines.map(String::strip).filter(l -> !l.isEmpty()).toList();
            return said.isEmpty() ? "it said nothing" : said.getLast();
        } catch (IOException e) {
            return "it said nothing";
        }
    }

    static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            // the stop signal, which is asked for in each loop
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> tree = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        tree.forEach(ProcessHandle::destroy);
        boolean interrupted = Thread.interrupted();
        try {
            if (!process.waitFor(GRACE_SECS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        tree.forEach(ProcessHandle::destroyForcibly);
        // closes the pipes too, which ending it by its handle does not
        process.destroyForcibly();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
