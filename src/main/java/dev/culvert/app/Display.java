package dev.culvert.app;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out whether a window can be opened, before JavaFX fails with an exception that nobody understands. */
final class Display {

    private static final String GTK = "libgtk-3.so.0";

    private Display() {}

    /** What stands in the way of a window, as a sentence; empty if nothing does. */
    static Optional<String> obstacle() {
        boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
        return linux ? onLinux(System.getenv()) : Optional.empty();
    }

    @SuppressWarnings("restricted") // the launchers enable native access
    private static Optional<String> onLinux(Map<String, String> environment) {
        if (System.getProperty("glass.platform") != null) {
            return Optional.empty();
        }
        if (isBlank(environment.get("DISPLAY")) && isBlank(environment.get("WAYLAND_DISPLAY"))) {
            return Optional.of("There is no display.");
        }
        try (Arena arena = Arena.ofConfined()) {
            SymbolLookup.libraryLookup(GTK, arena);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(GTK + " is missing (on Debian: sudo apt-get install libgtk-3-0 libxtst6).");
        }
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
