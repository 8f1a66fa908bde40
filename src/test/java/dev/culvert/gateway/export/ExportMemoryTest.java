package dev.culvert.gateway.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export takes as much memory for a million connections as for one. */
final class ExportMemoryTest {

    /** A million connections are a gigabyte of objects. */
    private static final String HEAP = "-Xmx40m";

    @TempDir
    Path directory;

    @Test
    void a_million_are_exported_in_forty_megabytes() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MillionExport.class.getName(),
                        directory.toString(),
                        "1000000")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(said).contains("-started 1000000", "-bytes 1000000");
        assertThat(process.exitValue()).as(said).isZero();
    }
}
