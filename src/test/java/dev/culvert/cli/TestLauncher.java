package dev.culvert.cli;

import dev.culvert.api.TestGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Launches gateways without an engine, as the program launches its own, and remembers what it was asked for. */
final class TestLauncher implements Launcher {

    private final List<LaunchOptions> served = new ArrayList<>();
    private final List<LaunchOptions> desktops = new ArrayList<>();
    private boolean hidden;
    private @Nullable String refusal;
    private @Nullable String obstacle;
    private volatile @Nullable Running running;

    /** From now on, nothing can be started, for this reason. */
    void refuse(String sentence) {
        refusal = sentence;
    }

    /** From now on, no window can be opened, for this reason. */
    void obstruct(String sentence) {
        obstacle = sentence;
    }

    List<LaunchOptions> served() {
        return served;
    }

    boolean lastWasHidden() {
        return hidden;
    }

    List<LaunchOptions> desktops() {
        return desktops;
    }

    /** The gateway that was started last. */
    Running running() {
        return Objects.requireNonNull(running, "nothing was started");
    }

    @Override
    public RunningGateway serve(LaunchOptions options) throws LaunchFailure {
        served.add(options);
        if (refusal != null) {
            throw new LaunchFailure(refusal);
        }
        var started = new Running(options.dataDirectory());
        running = started;
        return started;
    }

    @Override
    public Optional<String> windowObstacle() {
        return Optional.ofNullable(obstacle);
    }

    @Override
    public ExitHook atExit(Runnable task) {
        return () -> {};
    }

    /** The program of the sources under test, without the options of the test's own process. */
    @Override
    public List<String> command() {
        return List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.culvert.app.Main");
    }

    @Override
    public int desktop(LaunchOptions options, boolean hidden) {
        desktops.add(options);
        this.hidden = hidden;
        return 7;
    }

    /** A gateway that has written down where it is, as the program's own does. */
    static final class Running implements RunningGateway {

        private final TestGateway gateway;
        private final Path urlFile;
        private final CountDownLatch ended = new CountDownLatch(1);

        Running(Path directory) {
            gateway = new TestGateway(directory);
            urlFile = directory.resolve("api.url");
            try {
                Files.writeString(urlFile, api() + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        TestGateway gateway() {
            return gateway;
        }

        boolean hasEnded() {
            return ended.getCount() == 0;
        }

        @Override
        public URI api() {
            return gateway.server().uri();
        }

        @Override
        public Path keyFile() {
            return gateway.key().file();
        }

        @Override
        public void close() {
            if (hasEnded()) {
                return;
            }
            gateway.close();
            try {
                Files.deleteIfExists(urlFile);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            ended.countDown();
        }

        @Override
        public void awaitEnd() throws InterruptedException {
            ended.await();
        }
    }
}
