package dev.culvert.app.login;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whether the system starts this program when its user logs in. What is kept is the system's own entry, nothing beside it. */
public sealed interface StartAtLogin permits XdgAutostart, LaunchAgent, WindowsRunKey {

    /** Whether it does. Reads the entry, which the user may have taken away elsewhere. */
    boolean isOn();

    /**
     * Makes the entry, or takes it away.
     *
     * @throws IOException if the system does not let it
     */
    void turn(boolean on) throws IOException;

    /**
     * The way of a system.
     *
     * @param system its name, as {@code os.name} has it
     * @param home the user's directory
     * @param environment the process's variables
     * @param command what to start, word by word
     */
    static StartAtLogin of(String system, Path home, Map<String, String> environment, List<String> command) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return new WindowsRunKey(command);
        }
        return name.startsWith("mac") ? new LaunchAgent(home, command) : new XdgAutostart(home, environment, command);
    }
}
