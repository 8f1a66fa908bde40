package dev.culvert.cli;

import java.io.Console;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Map;

/**
 * What a command finds around itself.
 *
 * @param launcher starts a gateway or the desktop
 * @param version the program's version
 * @param in what is given to the command
 * @param out what the command says
 * @param err what went wrong
 * @param interactive whether a person looks at a terminal that can redraw
 * @param environment the process's variables
 */
record Surroundings(
        Launcher launcher,
        String version,
        InputStream in,
        PrintWriter out,
        PrintWriter err,
        boolean interactive,
        Map<String, String> environment) {

    /** Whether this process speaks to a terminal that understands cursor movements. */
    // a run-time image without a line editor has no console where there is no terminal
    @SuppressWarnings("SystemConsoleNull")
    static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
    }
}
