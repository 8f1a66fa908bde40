package dev.culvert.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EnabledOnOs({OS.LINUX, OS.MAC})
class ProgramsTest {

    @TempDir
    Path first;

    @TempDir
    Path second;

    private static Path program(Path folder, String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void theFirstFolderThatHasItCounts() throws IOException {
        Files.writeString(first.resolve("haproxy"), "not to be run");
        Path expected = program(second, "haproxy", "");

        assertThat(new Programs(List.of(first, second)).find("haproxy")).hasValue(expected);
        assertThat(new Programs(List.of(first)).find("haproxy")).isEmpty();
    }

    @Test
    void thePathLeadsTheWay() throws IOException {
        Path expected = program(second, "culvert-test-forwarder", "");

        assertThat(Programs.ofSystem(Map.of("PATH", first + ":" + second)).find("culvert-test-forwarder"))
                .hasValue(expected);
    }

    @Test
    void whatIsMissingIsInstalledByTheManagerThatIsHere() throws IOException {
        program(first, "apt-get", "");
        var programs = new Programs(List.of(first));

        assertThat(programs.install(ForwarderKind.HAPROXY)).contains("apt-get install", "haproxy");
        assertThat(programs.install(ForwarderKind.NGINX)).contains("libnginx-mod-stream");
        assertThat(new Programs(List.of(second)).install(ForwarderKind.NGINX))
                .isEqualTo("install nginx and let PATH lead to it");
    }

    @Test
    void aProgramIsAskedForBothOfItsOutputs() throws IOException {
        Path asked = program(first, "asked", "echo out $1; echo err >&2");

        assertThat(Programs.ask(asked, "-V")).contains("out -V", "err");
        assertThat(Programs.ask(first.resolve("nothing"), "-V")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'HAProxy version 2.6.12-1+deb12u3 2025/10/03 - https://haproxy.org/', 2.6.12-1+deb12u3",
        "'nginx version: nginx/1.22.1', 1.22.1",
        "'', of unknown version"
    })
    void theVersionIsFound(String text, String version) {
        assertThat(Programs.version(text)).isEqualTo(version);
    }
}
