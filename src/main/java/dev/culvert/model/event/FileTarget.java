package dev.culvert.model.event;

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
        return new FileTarget(
                settings.required("path", "Write the file's path, such as /var/log/culvert/events.jsonl."),
                settings.number("max_bytes", BYTES, 4096, 1L << 40),
                Math.toIntExact(settings.number("keep", KEEP, 0, 1000)));
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
