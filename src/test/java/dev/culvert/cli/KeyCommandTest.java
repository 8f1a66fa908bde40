package dev.culvert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyCommandTest {

    private final TestLauncher launcher = new TestLauncher();

    @TempDir
    Path directory;

    @TempDir
    Path elsewhere;

    @Test
    void aRenewedKeyIsPrintedAndFoundByCommandsThatRun() throws IOException {
        try (var running = CommandRun.begin(launcher, directory, "serve");
                var tcp = begin(running)) {
            String old = Files.readString(directory.resolve("api.key")).strip();

            var renewed = CommandRun.of(launcher, directory, "api", "key", "renew");

            assertThat(renewed.code()).isZero();
            assertThat(renewed.out().strip())
                    .isEqualTo(Files.readString(directory.resolve("api.key")).strip())
                    .isNotEqualTo(old);
            assertThat(CommandRun.of(launcher, directory, "api", "endpoints", "list", "--api-key=" + old)
                            .code())
                    .isEqualTo(1);
            assertThat(CommandRun.of(launcher, directory, "api", "key", "renew", "--json")
                            .out())
                    .contains("\"key\"", "\"key_file\"");
            // the one that runs goes on with the key that it finds, up to its end
            assertThat(tcp.interrupt()).isZero();
            assertThat(tcp.err()).isEmpty();
        }
    }

    private CommandRun begin(CommandRun serve) {
        serve.awaitOut("key file");
        var tcp = CommandRun.begin(launcher, directory, "tcp", "5432");
        tcp.awaitOut("tcp://");
        return tcp;
    }

    @Test
    void aDataDirectoryMayStandBeforeTheVerbAndAfterIt() {
        try (var serve = CommandRun.begin(launcher, directory, "serve")) {
            serve.awaitOut("key file");
            var wrong = Map.of("CULVERT_DATA_DIR", elsewhere.toString());
            String here = directory.toString();

            assertThat(list(wrong, "--data-dir", here, "api", "endpoints", "list"))
                    .isZero();
            assertThat(list(wrong, "--data-dir=" + here, "connections")).isZero();
            assertThat(list(wrong, "api", "endpoints", "list", "--data-dir", here))
                    .isZero();
            assertThat(list(wrong, "--data-dir", elsewhere.toString(), "api", "endpoints", "list", "--data-dir", here))
                    .isZero();
            assertThat(list(wrong, "--data-dir", here, "api", "endpoints", "list", "--data-dir", elsewhere.toString()))
                    .isEqualTo(1);
            assertThat(list(wrong, "api", "endpoints", "list")).isEqualTo(1);
        }
    }

    private int list(Map<String, String> environment, String... words) {
        return CommandRun.withEnvironment(environment, launcher, words).code();
    }
}
