package dev.culvert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataDirectoryTest {

    private static final Path HOME = Path.of("/home/ada");

    @Test
    void everyPlatformHasItsPlace() {
        assertThat(DataDirectory.ofPlatform("Linux", HOME, Map.of()))
                .isEqualTo(Path.of("/home/ada/.local/share/culvert"));
        assertThat(DataDirectory.ofPlatform("Linux", HOME, Map.of("XDG_DATA_HOME", "/data")))
                .isEqualTo(Path.of("/data/culvert"));
        assertThat(DataDirectory.ofPlatform("Linux", HOME, Map.of("XDG_DATA_HOME", "")))
                .isEqualTo(Path.of("/home/ada/.local/share/culvert"));
        assertThat(DataDirectory.ofPlatform("Mac OS X", HOME, Map.of()))
                .isEqualTo(Path.of("/home/ada/Library/Application Support/Culvert"));
        assertThat(DataDirectory.ofPlatform("Windows 11", HOME, Map.of("LOCALAPPDATA", "/local")))
                .isEqualTo(Path.of("/local/Culvert"));
        assertThat(DataDirectory.ofPlatform("Windows 11", HOME, Map.of()))
                .isEqualTo(Path.of("/home/ada/AppData/Local/Culvert"));
    }
}
