package dev.culvert.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/** The version that the build was given. */
final class Version {

    private static final String RESOURCE = "/culvert.properties";

    private Version() {}

    /** The build that runs: the hash of its jars, which packages give to the program; empty where it runs from its sources. */
    static Optional<String> build() {
        return Optional.ofNullable(System.getProperty("culvert.build"));
    }

    static String current() {
        try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            var properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
