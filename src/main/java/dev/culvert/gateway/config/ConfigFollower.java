package dev.culvert.gateway.config;

import dev.culvert.gateway.ConfigState;
import dev.culvert.gateway.Gateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a gateway as its configuration file says: looks at the file from time to time, applies what has changed, and keeps
 * everything as it was when the file cannot be used, saying why. For one thread, which waits for the disk and the gateway.
 */
public final class ConfigFollower {

    private static final Logger log = LoggerFactory.getLogger(ConfigFollower.class);

    private final Path file;
    private final Gateway gateway;
    private final ConfigSync sync;
    private @Nullable String applied;
    private @Nullable String seen;
    private Instant appliedAt = Instant.EPOCH;

    /** A follower that has not looked yet. */
    public ConfigFollower(Path file, Gateway gateway) {
        this.file = file;
        this.gateway = gateway;
        this.sync = new ConfigSync(gateway);
    }

    /**
     * Reads the file for the first time.
     *
     * @return why it cannot be used, a sentence each; empty if it was applied
     */
    public List<String> begin() {
        try {
            String text = Files.readString(file);
            seen = text;
            return take(text);
        } catch (IOException e) {
            return List.of(unreadable(e));
        }
    }

    /** Looks at the file. A text is taken when it was seen twice, because editors do not write files in one go. */
    public void look() {
        try {
            String text = Files.readString(file);
            boolean settled = text.equals(seen);
            seen = text;
            if (settled && !text.equals(applied)) {
                applied = text;
                List<String> problems = take(text);
                problems.forEach(problem -> log.error("The configuration stays as it was: {}", problem));
                if (problems.isEmpty()) {
                    log.info("The configuration {} was applied; it has {} endpoints.", file, sync.size());
                }
            }
        } catch (IOException e) {
            if (seen != null) {
                log.error("The configuration stays as it was: {}", unreadable(e));
                tell(List.of(unreadable(e)));
            }
            seen = null;
            applied = null;
        }
    }

    private List<String> take(String text) {
        applied = text;
        ConfigFile read = ConfigFile.read(text, gateway.drafts());
        List<String> problems = read.isUsable()
                ? sync.apply(read)
                : read.findings().stream()
                        .filter(f -> f.isError())
                        .map(f -> file.getFileName() + ":" + f)
                        .toList();
        if (problems.isEmpty()) {
            appliedAt = Instant.now();
        }
        tell(problems);
        return problems;
    }

    private void tell(List<String> problems) {
        gateway.tellConfig(new ConfigState(file, appliedAt, sync.size(), problems));
    }

    private String unreadable(IOException e) {
        return file.getFileName() + " cannot be read as text (" + e.getClass().getSimpleName()
                + "); write the name of a file that exists and is UTF-8.";
    }
}
