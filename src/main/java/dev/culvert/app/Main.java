package dev.culvert.app;

import dev.culvert.cli.CommandLineFace;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** The program. It does not extend {@code Application}, so that it starts from the class path and without a display. */
public final class Main {

    private Main() {}

    /** Runs the command line, whose empty form is the desktop. */
    public static void main(String[] args) {
        LogFile.gatherAll();
        Thread.setDefaultUncaughtExceptionHandler(Threads::log);
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int status = CommandLineFace.run(new Launch(), Version.current(), out, err, args);
        out.flush();
        System.exit(status);
    }
}
