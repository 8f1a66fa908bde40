package dev.culvert.cli.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Finds the programs of others on this machine. */
final class Programs {

    /** Where servers are installed although a user's path does not lead there. */
    private static final List<Path> BESIDE_THE_PATH = Stream.of(
                    "/usr/sbin", "/usr/local/sbin", "/sbin", "/usr/local/bin", "/opt/homebrew/bin")
            .map(Path::of)
            .toList();

    /** By package manager, the commands that install them. */
    private static final List<Installer> INSTALLERS = List.of(
            new Installer(
                    "apt-get",
                    "sudo apt-get install --no-install-recommends haproxy",
                    "sudo apt-get install --no-install-recommends nginx-core libnginx-mod-stream"),
            new Installer("dnf", "sudo dnf install haproxy", "sudo dnf install nginx nginx-mod-stream"),
            new Installer("pacman", "sudo pacman -S haproxy", "sudo pacman -S nginx nginx-mod-stream"),
            new Installer("brew", "brew install haproxy", "brew install nginx"));

    private record Installer(String name, String haproxy, String nginx) {
        String command(ForwarderKind kind) {
            return kind == ForwarderKind.HAPROXY ? haproxy : nginx;
        }
    }

    private static final long LIMIT_SECS = 5;

    private final List<Path> folders;

    /** Looks in these folders, the first first. */
    Programs(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /** Looks where the path leads, and where servers usually are. */
    static Programs ofSystem(Map<String, String> environment) {
        String path = environment.getOrDefault("PATH", environment.getOrDefault("Path", ""));
        Stream<Path> named = Arrays.stream(path.split(File.pathSeparator))
                .filter(f -> !f.isBlank())
                .map(Path::of);
        return new Programs(Stream.concat(named, BESIDE_THE_PATH.stream()).toList());
    }

    /** The program of that name. */
    Optional<Path> find(String name) {
        return folders.stream()
                .flatMap(f -> Stream.of(f.resolve(name), f.resolve(name + ".exe")))
                .filter(f -> Files.isRegularFile(f) && Files.isExecutable(f))
                .findFirst();
    }

    /** How a forwarder is installed here, as the end of a sentence. */
    String install(ForwarderKind kind) {
        return INSTALLERS.stream()
                .filter(installer -> find(installer.name()).isPresent())
                .map(installer -> "install it with '" + installer.command(kind) + "'")
                .findFirst()
                .orElse("install " + kind.title() + " and let PATH lead to it");
    }

    /** Everything that a program prints when it is asked something short, such as its version; empty if it does not run. */
    static String ask(Path program, String question) {
        try {
            Path answer = Files.createTempFile("culvert-bench-", ".txt");
            try {
                Process process = new ProcessBuilder(program.toString(), question)
                        .redirectErrorStream(true)
                        .redirectOutput(answer.toFile())
                        .start();
                process.getOutputStream().close();
                if (!process.waitFor(LIMIT_SECS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
                return Files.readString(answer, StandardCharsets.ISO_8859_1);
            } finally {
                Files.delete(answer);
            }
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** The first word that looks like a version. */
    static String version(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[\\s/]+"))
                .filter(w -> w.matches("\\d+\\.\\d.*"))
                .findFirst()
                .orElse("of unknown version");
    }
}
