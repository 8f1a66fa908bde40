package dev.culvert.ui.common;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * What the program knows of itself.
 *
 * @param version as the build numbered it
 * @param api where the API listens
 * @param apiKey reads the API's key
 * @param renewKey makes another key in place of that one; waits for the disk, and throws with a sentence if it cannot
 * @param dataDirectory where everything is kept
 * @param system what it can ask of the system
 */
public record Installation(
        String version,
        URI api,
        Supplier<String> apiKey,
        Runnable renewKey,
        Path dataDirectory,
        SystemServices system) {}
