package dev.culvert.cli.diagnosis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A ZIP file of texts that help to find a fault: every one goes through the {@link Redaction}. */
public final class DiagnosticBundle {

    private static final int DEPTH = 2;

    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Redaction redaction;

    /** An empty one. */
    public DiagnosticBundle(Redaction redaction) {
        this.redaction = redaction;
    }

    /** Adds a text under a file name. */
    public DiagnosticBundle with(String name, String text) {
        texts.put(name, redaction.apply(text));
        return this;
    }

    /**
     * Adds what a data directory tells without its contents: the logs, and what files there are and how large.
     *
     * @throws IOException if it cannot be read
     */
    public DiagnosticBundle withDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return with("files.txt", "There is no directory " + directory + "\n");
        }
        try (Stream<Path> tree = Files.walk(directory, DEPTH)) {
            List<Path> files = tree.filter(Files::isRegularFile).sorted().toList();
            with("files.txt", files.stream().map(f -> line(directory, f)).collect(Collectors.joining()));
        }
        try (Stream<Path> entries = Files.list(directory)) {
            List<Path> logs = entries.filter(f -> f.getFileName().toString().matches("culvert(\\.\\d+)?\\.log"))
                    .sorted()
                    .toList();
            for (Path log : logs) {
                // a log that was cut in the middle of a character is still a log
                with("logs/" + log.getFileName(), new String(Files.readAllBytes(log), StandardCharsets.UTF_8));
            }
        }
        return this;
    }

    private static String line(Path directory, Path file) {
        try {
            return "%,15d  %s  %s%n"
                    .formatted(Files.size(file), Files.getLastModifiedTime(file), directory.relativize(file));
        } catch (IOException e) {
            return "              ?  %s%n".formatted(directory.relativize(file));
        }
    }

    /**
     * Writes the file, in one step: whoever looks finds the one before or this one whole.
     *
     * @throws IOException if it cannot be written; the one before is left then
     */
    public void write(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        Path next = target.resolveSibling(target.getFileName() + ".next");
        try (var zip = new ZipOutputStream(Files.newOutputStream(next))) {
            for (Map.Entry<String, String> text : texts.entrySet()) {
                zip.putNextEntry(new ZipEntry(text.getKey()));
                zip.write(text.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            boolean unused = Files.deleteIfExists(next);
            throw e;
        }
        try {
            Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(next, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
