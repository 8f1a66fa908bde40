package dev.culvert.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import org.junit.jupiter.api.Test;

/** Each toolkit in a process of its own, because a process has one, and the other tests use theirs. */
final class ToolkitTest {

    private static String run(String platform, String what) throws Exception {
        List<String> command = new ArrayList<>(OwnCommand.words());
        command.removeLast();
        command.removeIf(word -> word.startsWith("-Dglass.platform"));
        command.add(1, "-Dglass.platform=" + platform);
        command.add(1, "-Dprism.order=sw");
        command.addAll(List.of(Program.class.getName(), what));
        Path said = Files.createTempFile("toolkit", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(said.toFile())
                .redirectError(new File("/dev/null"))
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("%s ends: %s", what, Files.readString(said))
                    .isTrue();
            return Files.readString(said, StandardCharsets.UTF_8).strip();
        } finally {
            process.destroyForcibly();
            Files.delete(said);
        }
    }

    @Test
    void it_starts_when_it_is_first_used_and_names_the_windows() throws Exception {
        assertThat(run("Headless", "use")).endsWith("on the FX thread, as dev.culvert.app.Culvert; again; ended");
    }

    @Test
    void it_need_not_be_used() throws Exception {
        assertThat(run("Headless", "leave")).isEqualTo("ended");
    }

    @Test
    void why_it_does_not_start_is_told_to_each_who_uses_it() throws Exception {
        assertThat(run("Nonsense", "fail"))
                .matches("(?s).*failed: \\S+Exception: .*; again failed: \\S+Exception: .*; ended");
    }

    @Test
    void the_menu_entry_names_what_the_windows_are_called_by() throws Exception {
        assertThat(Files.readAllLines(Path.of("packaging/linux/dev.culvert.Culvert.desktop")))
                .contains("StartupWMClass=" + Culvert.class.getName());
    }

    /** What runs in the other process; prints what it saw. */
    static final class Program {

        private final Toolkit toolkit = new Toolkit();

        public static void main(String[] what) throws InterruptedException {
            new Program().act(what[0]);
            System.out.println("ended");
            System.exit(0);
        }

        private void act(String what) throws InterruptedException {
            switch (what) {
                case "use" -> use();
                case "fail" -> {
                    System.out.print("failed: " + failure() + "; again failed: " + failure() + "; ");
                    return;
                }
                default -> {}
            }
            toolkit.exit();
        }

        private void use() throws InterruptedException {
            var done = new CountDownLatch(1);
            toolkit.run(() ->
                    System.out.print((Platform.isFxApplicationThread() ? "on the FX thread, as " : "elsewhere, as ")
                            + com.sun.glass.ui.Application.GetApplication().getName()
                            + "; "));
            toolkit.run(() -> {
                System.out.print("again; ");
                done.countDown();
            });
            done.await();
        }

        private String failure() {
            try {
                toolkit.run(() -> {});
                return "not at all";
            } catch (CompletionException e) {
                return String.valueOf(e.getCause());
            }
        }
    }
}
