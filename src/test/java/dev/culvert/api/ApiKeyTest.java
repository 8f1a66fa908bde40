package dev.culvert.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {

    @TempDir
    Path directory;

    @Test
    void aKeyIsMadeAtFirstUseAndReadLater() throws IOException {
        ApiKey first = ApiKey.in(directory);
        ApiKey second = ApiKey.in(directory);

        assertThat(Base64.getUrlDecoder().decode(first.value())).hasSize(32);
        assertThat(second.value()).isEqualTo(first.value());
        assertThat(first.file())
                .isEqualTo(directory.resolve("api.key"))
                .content()
                .isEqualTo(first.value() + "\n");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(first.file());
        }
    }

    @Test
    void everyDirectoryHasAnotherKey() {
        assertThat(ApiKey.in(directory.resolve("a")).value())
                .isNotEqualTo(ApiKey.in(directory.resolve("b")).value());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyItsOwnerMayReadIt() throws IOException {
        Path file = ApiKey.in(directory).file();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        ApiKey.in(directory);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "c2hvcnQ", "no key at all, but as long as one would be", "ä"})
    void aBrokenFileIsNamed(String content) throws IOException {
        Files.writeString(directory.resolve("api.key"), content);

        assertThatThrownBy(() -> ApiKey.in(directory))
                .isInstanceOf(ApiFailure.class)
                .hasMessageContaining(directory.resolve("api.key").toString())
                .hasMessageContaining("empty or damaged; delete it");
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws IOException {
        Files.createDirectory(directory.resolve("api.key"));

        assertThatThrownBy(() -> ApiKey.in(directory))
                .isInstanceOf(ApiFailure.class)
                .hasMessageContaining(directory.resolve("api.key").toString());
    }

    @Test
    void theKeyDoesNotSlipIntoALog() {
        ApiKey key = ApiKey.in(directory);

        assertThat(key.toString()).doesNotContain(key.value());
    }
}
