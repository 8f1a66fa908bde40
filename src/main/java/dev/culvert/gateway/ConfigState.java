package dev.culvert.gateway;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * How it stands with the configuration file that a gateway follows.
 *
 * @param file where it is
 * @param appliedAt when it was last read and applied
 * @param endpoints how many endpoints it has made
 * @param problems why the file as it is now is not applied, a sentence each; empty if it is
 */
public record ConfigState(Path file, Instant appliedAt, int endpoints, List<String> problems) {

    /** Copies the list. */
    public ConfigState {
        problems = List.copyOf(problems);
    }
}
