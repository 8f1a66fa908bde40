package dev.culvert.cli.bench;

import dev.culvert.cli.bench.load.Probe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that runs for a benchmark, with the directory for its files. Closing ends all of it and deletes that. */
final class Fleet implements AutoCloseable {

    private static final int MOST_WORKERS = 16;

    /** Beside those of the idle test, what the others may have open at once. */
    private static final int SPARE_CONNECTIONS = 300;

    private static final long START_NANOS = 10_000_000_000L;

    private final BenchPlan plan;
    private final List<String> self;
    private final BooleanSupplier stop;
    private final Path directory;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final List<Forwarder> forwarders = new ArrayList<>();
    private final List<Absent> absent = new ArrayList<>();
    private @Nullable LoadProcess load;

    /**
     * An empty one.
     *
     * @param self the command that starts this program
     * @param stop whether to give up
     * @throws BenchFailure if there is no place for files
     */
    Fleet(BenchPlan plan, List<String> self, BooleanSupplier stop) throws BenchFailure {
        this.plan = plan;
        this.self = self;
        this.stop = stop;
        try {
            directory = Files.createTempDirectory("culvert-bench-");
        } catch (IOException e) {
            throw new BenchFailure("No temporary directory can be made: " + e.getMessage(), e);
        }
    }

    /** Starts the load, the upstream and the forwarders that are installed. */
    void start(Programs programs) throws BenchFailure {
        var started = new LoadProcess(self, directory);
        parts.push(started);
        load = started;
        var upstream = UpstreamProcess.start(self, directory, plan.forwarders().size(), stop);
        parts.push(upstream);
        for (ForwarderKind kind : plan.forwarders()) {
            int upstreamPort = upstream.port(forwarders.size() + absent.size());
            switch (kind) {
                case DIRECT -> forwarders.add(Forwarder.direct(upstreamPort));
                case CULVERT -> startCulvert(upstreamPort);
                case HAPROXY, NGINX -> startOther(kind, programs, upstreamPort);
            }
        }
    }

    private void startCulvert(int upstreamPort) throws BenchFailure {
        var program = new CulvertProgram(self, directory);
        Child child = program.start();
        parts.push(child);
        Forwarder culvert = program.publish(child, upstreamPort, plan.policy(), stop);
        try {
            Probe.check(culvert.port());
        } catch (IOException e) {
            String because = plan.policy() == null
                    ? "."
                    : "; the traffic policy of --policy must let plain TCP from 127.0.0.0/8 through.";
            throw new BenchFailure("Nothing comes through Culvert (" + e.getMessage() + ")" + because, e);
        }
        forwarders.add(culvert);
    }

    private void startOther(ForwarderKind kind, Programs programs, int upstreamPort) {
        var found = programs.find(kind.word());
        if (found.isEmpty()) {
            absent.add(new Absent(kind, kind.title() + " is not installed; " + programs.install(kind) + "."));
            return;
        }
        Program program =
                kind == ForwarderKind.HAPROXY ? new HaproxyProgram(found.get()) : new NginxProgram(found.get());
        if (program instanceof NginxProgram nginx && !nginx.canStream()) {
            absent.add(new Absent(kind, "nginx is here without its stream module; " + programs.install(kind) + "."));
            return;
        }
        try {
            forwarders.add(start(program, upstreamPort));
        } catch (BenchFailure e) {
            absent.add(new Absent(kind, kind.title() + " is installed but did not start: " + e.getMessage()));
        }
    }

    private Forwarder start(Program program, int upstreamPort) throws BenchFailure {
        int port = freePort();
        int workers = Math.min(Runtime.getRuntime().availableProcessors(), MOST_WORKERS);
        Path configuration = directory.resolve(program.kind().word() + ".conf");
        try {
            Files.writeString(
                    configuration,
                    program.configuration(
                            new Program.Setup(workers, plan.idle() + SPARE_CONNECTIONS, port, upstreamPort)));
        } catch (IOException e) {
            throw new BenchFailure("its configuration cannot be written: " + e.getMessage(), e);
        }
        Child child = Child.silent(program.kind().word(), directory, program.command(configuration));
        parts.push(child);
        long until = System.nanoTime() + START_NANOS;
        while (true) {
            try {
                Probe.check(port);
                return new Forwarder(program.kind(), program.version(), port, upstreamPort, child.pid());
            } catch (IOException e) {
                if (!child.isAlive() || System.nanoTime() > until || stop.getAsBoolean()) {
                    throw new BenchFailure(child.lastWords(), e);
                }
                Child.pause();
            }
        }
    }

    private static int freePort() throws BenchFailure {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new BenchFailure("no port is free: " + e.getMessage(), e);
        }
    }

    /** What runs. */
    List<Forwarder> forwarders() {
        return List.copyOf(forwarders);
    }

    /** What does not. */
    List<Absent> absent() {
        return List.copyOf(absent);
    }

    LoadProcess load() {
        if (load == null) {
            throw new IllegalStateException("not started");
        }
        return load;
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
