package dev.culvert.cli;

import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** The command line. */
public final class CommandLineFace {

    private CommandLineFace() {}

    /** Runs one command. */
    public static int run(Launcher launcher, String version, PrintWriter out, PrintWriter err, String... args) {
        return launcher.desktop(new LaunchOptions(
                Path.of("."), new InetSocketAddress(java.net.InetAddress.ofLiteral("127.0.0.1"), 4040)));
    }
}
