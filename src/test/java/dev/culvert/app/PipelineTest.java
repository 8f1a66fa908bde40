package dev.culvert.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PipelineTest {

    @TempDir
    Path devices;

    @ParameterizedTest
    @ValueSource(strings = {"dri", "nvidiactl", "dxg"})
    void a_graphics_device_is_seen(String name) throws Exception {
        Files.createDirectory(devices.resolve(name));
        assertThat(Pipeline.hasGraphics(devices)).isTrue();
    }

    @Test
    void a_machine_without_one_is_seen() throws Exception {
        Files.createFile(devices.resolve("null"));
        assertThat(Pipeline.hasGraphics(devices)).isFalse();
    }

    @Test
    void the_users_own_choice_counts() {
        String before = System.setProperty("prism.order", "es2,sw");
        try {
            Pipeline.choose();
            assertThat(System.getProperty("prism.order")).isEqualTo("es2,sw");
        } finally {
            if (before == null) {
                System.clearProperty("prism.order");
            } else {
                System.setProperty("prism.order", before);
            }
        }
    }
}
