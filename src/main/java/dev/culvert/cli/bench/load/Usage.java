package dev.culvert.cli.bench.load;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What a process and its descendants have used up to a moment.
 *
 * @param total CPU time as the system accounts it: exact over the whole life, but in steps of 10 ms on Linux
 * @param threads CPU nanoseconds by thread, where the system tells (Linux); else empty
 * @param residentKib resident memory, where the system tells (Linux)
 */
record Usage(Duration total, Map<String, Long> threads, OptionalLong residentKib) {

    private static final Path PROC = Path.of("/proc");
    private static final String RESIDENT = "VmRSS:";

    static final Usage NONE = new Usage(Duration.ZERO, Map.of(), OptionalLong.empty());

    /** What that process and its descendants have used until now; nothing for 0. */
    static Usage of(long pid) {
        Optional<ProcessHandle> root = pid == 0 ? Optional.empty() : ProcessHandle.of(pid);
        if (root.isEmpty()) {
            return NONE;
        }
        List<ProcessHandle> tree =
                Stream.concat(Stream.of(root.get()), root.get().descendants()).toList();
        Duration total = Duration.ZERO;
        Map<String, Long> threads = new HashMap<>();
        long resident = 0;
        for (ProcessHandle process : tree) {
            total = total.plus(process.info().totalCpuDuration().orElse(Duration.ZERO));
            addThreads(process.pid(), threads);
            resident += residentKib(process.pid());
        }
        return new Usage(total, threads, resident > 0 ? OptionalLong.of(resident) : OptionalLong.empty());
    }

    /** CPU seconds from an earlier moment to this. */
    double cpuSecsSince(Usage earlier) {
        // what a thread has used that has ended is no longer told, so then only the coarse account is right
        if (threads.isEmpty() || !threads.keySet().containsAll(earlier.threads.keySet())) {
            return total.minus(earlier.total).toNanos() / 1e9;
        }
        long nanos = 0;
        for (Map.Entry<String, Long> thread : threads.entrySet()) {
            nanos += thread.getValue() - earlier.threads.getOrDefault(thread.getKey(), 0L);
        }
        return nanos / 1e9;
    }

    private static void addThreads(long pid, Map<String, Long> threads) {
        try (DirectoryStream<Path> tasks =
                Files.newDirectoryStream(PROC.resolve(Long.toString(pid)).resolve("task"))) {
            for (Path task : tasks) {
                try {
                    String used = Files.readString(task.resolve("schedstat"));
                    threads.put(pid + "/" + task.getFileName(), Long.parseLong(used.substring(0, used.indexOf(' '))));
                } catch (NoSuchFileException e) {
                    // it has ended meanwhile
                }
            }
        } catch (IOException e) {
            // not Linux, or a kernel without schedstat
            threads.clear();
        }
    }

    private static long residentKib(long pid) {
        try (Stream<String> lines = Files.lines(PROC.resolve(Long.toString(pid)).resolve("status"))) {
            return lines.filter(l -> l.startsWith(RESIDENT))
                    .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
