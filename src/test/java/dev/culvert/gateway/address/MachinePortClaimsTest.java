package dev.culvert.gateway.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Claims of this process and of another one, in one file. */
final class MachinePortClaimsTest {

    @TempDir
    Path directory;

    private Path file;
    private MachinePortClaims mine;

    @BeforeEach
    void open() {
        file = directory.resolve("ports.lock");
        mine = new MachinePortClaims(file);
    }

    @AfterEach
    void close() {
        mine.close();
    }

    @Test
    void a_port_is_one_gateways_and_may_be_claimed_again_by_it() throws IOException {
        assertThat(mine.claim(25_001)).isTrue();
        assertThat(mine.claim(25_001)).isTrue();
        try (var other = new Other(25_001, 25_002)) {
            assertThat(other.next()).isEqualTo("false");
            assertThat(other.next()).isEqualTo("true");
            assertThat(mine.claim(25_002)).isFalse();
        }
    }

    @Test
    void a_port_that_was_released_is_anybodys() throws IOException {
        assertThat(mine.claim(25_001)).isTrue();
        mine.release(25_001);
        mine.release(25_001);
        assertThat(mine.isSpokenFor(25_001)).isFalse();
        try (var other = new Other(25_001)) {
            assertThat(other.next()).isEqualTo("true");
        }
    }

    @Test
    void the_claims_of_a_process_that_is_killed_end_and_their_marks_stay() throws Exception {
        var other = new Other(25_001);
        assertThat(other.next()).isEqualTo("true");
        assertThat(mine.claim(25_001)).isFalse();
        other.kill();
        assertThat(mine.isSpokenFor(25_001)).isTrue();
        assertThat(mine.isSpokenFor(25_002)).isFalse();
        assertThat(mine.claim(25_001)).isTrue();
    }

    @Test
    void the_file_is_everybodys() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-rw-rw-");
    }

    @Test
    void a_file_that_was_deleted_is_made_anew_with_all_claims() throws IOException {
        assertThat(mine.claim(25_001)).isTrue();
        Files.delete(file);
        mine.refresh();
        try (var other = new Other(25_001, 25_002)) {
            assertThat(other.next()).isEqualTo("false");
            assertThat(other.next()).isEqualTo("true");
        }
    }

    @Test
    void a_link_in_the_files_place_is_not_followed() throws IOException {
        Path victim = Files.writeString(directory.resolve("victim"), "precious");
        Path link = Files.createSymbolicLink(directory.resolve("link.lock"), victim);
        try (var claims = new MachinePortClaims(link)) {
            assertThat(claims.claim(1))
                    .as("without the file every claim is granted")
                    .isTrue();
            claims.refresh();
        }
        assertThat(victim).hasContent("precious");
    }

    @Test
    void a_folder_that_is_missing_leaves_every_port_to_the_bind() {
        try (var claims = new MachinePortClaims(directory.resolve("no/such/ports.lock"))) {
            assertThat(claims.claim(25_001)).isTrue();
            assertThat(claims.isSpokenFor(25_001)).isFalse();
            claims.release(25_001);
        }
    }

    /** A process that claims ports. */
    private final class Other implements AutoCloseable {

        private final Process process;
        private final BufferedReader out;

        Other(int... ports) throws IOException {
            List<String> command = new ArrayList<>(List.of(
                    ProcessHandle.current().info().command().orElse("java"),
                    "-Xmx64m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    ClaimMain.class.getName(),
                    file.toString()));
            for (int port : ports) {
                command.add(Integer.toString(port));
            }
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            out = process.inputReader();
        }

        String next() throws IOException {
            return String.valueOf(out.readLine());
        }

        void kill() throws InterruptedException {
            int unused = process.destroyForcibly().waitFor();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
