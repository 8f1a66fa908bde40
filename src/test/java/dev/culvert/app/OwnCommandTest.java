package dev.culvert.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnCommandTest {

    @Test
    void theSameJavaWithTheSameOptions() {
        assertThat(OwnCommand.words(
                        Optional.empty(),
                        Path.of("/jdk"),
                        List.of("-Xmx64m", "-agentlib:jdwp=server=y", "-javaagent:x.jar", "-Da=b"),
                        "a.jar:b.jar"))
                .containsExactly(
                        Path.of("/jdk/bin/java").toString(),
                        "-Xmx64m",
                        "-Da=b",
                        "-cp",
                        "a.jar:b.jar",
                        "dev.culvert.app.Main");
    }

    @Test
    void anInstalledProgramIsItsLauncher() {
        assertThat(OwnCommand.words(Optional.of("/opt/culvert/bin/culvert"), Path.of("/jdk"), List.of("-Xmx64m"), "a"))
                .containsExactly("/opt/culvert/bin/culvert");
    }

    @Test
    void thisOneHasItsPathsAndCanBeRun() {
        assertThat(OwnCommand.words()).contains("dev.culvert.app.Main", System.getProperty("java.class.path"));
        assertThat(Path.of(OwnCommand.words().getFirst())).isExecutable();
    }

    @Test
    void atLoginItStartsHiddenWithTheSameDataAndApi() {
        assertThat(DesktopSystem.atLogin(
                        List.of("culvert"), Path.of("/d"), new InetSocketAddress(InetAddress.ofLiteral("::1"), 4041)))
                .containsExactly("culvert", "--hidden", "--data-dir", "/d", "--api-addr", "[0:0:0:0:0:0:0:1]:4041");
    }
}
