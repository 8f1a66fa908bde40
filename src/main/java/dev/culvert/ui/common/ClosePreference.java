package dev.culvert.ui.common;

import java.util.Optional;

/** What becomes of the program when its window is closed, as the user chose; asked when a window is first closed. */
public final class ClosePreference {

    /** The setting's name. */
    public static final String SETTING = "window.close";

    private static final String KEEP = "keep";
    private static final String QUIT = "quit";

    private final UiSettings settings;

    /** What was chosen in an earlier run, if anything. */
    public ClosePreference(UiSettings settings) {
        this.settings = settings;
    }

    /** Whether it goes on in the tray; empty as long as nobody has chosen. */
    public Optional<Boolean> keepsRunning() {
        return settings.get(SETTING)
                .filter(v -> v.equals(KEEP) || v.equals(QUIT))
                .map(KEEP::equals);
    }

    /** Chooses, for now and for later runs. */
    public void choose(boolean keepsRunning) {
        settings.put(SETTING, keepsRunning ? KEEP : QUIT);
    }
}
