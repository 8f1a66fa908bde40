package dev.culvert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {

    private final TestLauncher launcher = new TestLauncher();

    @TempDir
    Path directory;

    @Test
    void itSaysInOneLineThatItIsReadyAndEndsItsGatewayAtTheEnd() {
        try (var run = CommandRun.begin(launcher, directory, "serve", "--api-addr", "127.0.0.1:0")) {
            run.awaitOut("key file");
            TestLauncher.Running running = launcher.running();

            assertThat(run.out())
                    .isEqualTo("culvert 9.8.7 listening, API " + running.api() + ", key file "
                            + directory.resolve("api.key") + System.lineSeparator());
            assertThat(running.hasEnded()).isFalse();

            assertThat(run.interrupt()).isZero();
            assertThat(running.hasEnded()).isTrue();
            assertThat(run.err()).isEmpty();
        }
        assertThat(launcher.served())
                .containsExactly(
                        new LaunchOptions(directory, new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0)));
    }

    @Test
    void itEndsWhenItsGatewayEnds() {
        try (var run = CommandRun.begin(launcher, directory, "serve")) {
            run.awaitOut("key file");
            launcher.running().close();

            assertThat(run.code()).isZero();
        }
    }

    @Test
    void whyItCannotStartIsSaid() {
        launcher.refuse("Port 4040 is in use by ngrok (pid 5).");

        var run = CommandRun.of(launcher, directory, "serve");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("Port 4040 is in use by ngrok (pid 5)." + System.lineSeparator());
        assertThat(run.out()).isEmpty();
    }
}
