package dev.culvert.model.event;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A file of JSON Lines. When it has grown to its size it becomes {@code NAME.1}, what was that {@code NAME.2}, and so on.
 *
 * @param path where; what does not begin at the root lies in the data directory
 * @param maxBytes how large it may grow
 * @param keep how many full ones are kept
 */
public record FileTarget(String path, long maxBytes, int keep) implements EventTarget {

    private static final long BYTES = 10L * 1024 * 1024;
    private static final int KEEP = 5;

    static FileTarget read(TargetSettings settings) {
        String path = settings.required("path", "Write the file's path, such as /var/log/culvert/events.jsonl.");
        if (!path.isEmpty() && !isPath(path)) {
            settings.refuse("path", "'" + path + "' is not the path of a file on this system.");
        }
        return new FileTarget(
                path,
                settings.number("max_bytes", BYTES, 4096, 1L << 40),
                Math.toIntExact(settings.number("keep", KEEP, 0, 1000)));
    }

    private static boolean isPath(String text) {
        try {
            return Path.of(text).getFileName() != null && !text.endsWith("/");
        } catch (InvalidPathException e) {
            return false;
        }
    }

    @Override
    public TargetKind kind() {
        return TargetKind.FILE;
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("path", path);
        settings.put("max_bytes", maxBytes);
        settings.put("keep", (long) keep);
        return settings;
    }

    @Override
    public Set<String> secrets() {
        return Set.of();
    }
}
