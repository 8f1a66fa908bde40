package dev.culvert.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class DataDirectoryTest {

    @TempDir
    Path folder;

    @Test
    void nobody_else_can_look_into_one_that_it_has_made() throws IOException {
        Path path = folder.resolve("share/culvert");
        try (var held = DataDirectory.take(path)) {
            assertThat(held).isNotNull();
            assertThat(permissions(path)).isEqualTo("rwx------");
            assertThat(permissions(path.resolveSibling("."))).isNotEqualTo("rwx------");
        }
    }

    @Test
    void one_that_was_there_stays_as_its_owner_wants_it() throws IOException {
        Path path = Files.createDirectory(folder.resolve("culvert"));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-x---"));
        try (var held = DataDirectory.take(path)) {
            assertThat(held).isNotNull();
            assertThat(permissions(path)).isEqualTo("rwxr-x---");
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
