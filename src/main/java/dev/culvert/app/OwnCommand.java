package dev.culvert.app;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How this program was started, to start it again in the same way. */
final class OwnCommand {

    /** Options of this process that another must not share: a debugger's port, a profiler's file. */
    private static final List<String> NOT_SHARED =
            List.of("-agentlib:", "-agentpath:", "-javaagent:", "-Xrunjdwp", "-Dcom.sun.management.jmxremote");

    private OwnCommand() {}

    /** The installed program's launcher, or else the same Java with the same options, paths and main class. */
    static List<String> words() {
        return words(
                Optional.ofNullable(System.getProperty("jpackage.app-path")),
                Path.of(System.getProperty("java.home")),
                ManagementFactory.getRuntimeMXBean().getInputArguments(),
                System.getProperty("java.class.path", ""));
    }

    static List<String> words(Optional<String> launcher, Path javaHome, List<String> options, String classPath) {
        if (launcher.isPresent()) {
            return List.of(launcher.get());
        }
        List<String> words = new ArrayList<>();
        words.add(java(javaHome.resolve("bin")).toString());
        options.stream()
                .filter(o -> NOT_SHARED.stream().noneMatch(o::startsWith))
                .forEach(words::add);
        words.addAll(List.of("-cp", classPath, Main.class.getName()));
        return words;
    }

    private static Path java(Path bin) {
        return Stream.of("java", "java.exe")
                .map(bin::resolve)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(bin.resolve("java"));
    }
}
