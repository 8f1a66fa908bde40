package dev.culvert.app;

import dev.culvert.app.login.StartAtLogin;
import dev.culvert.cli.CommandLineFace;
import dev.culvert.cli.LaunchOptions;
import dev.culvert.ui.common.SystemServices;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The system that the program runs on, as the desktop uses it. */
final class DesktopSystem implements SystemServices {

    private final StartAtLogin login;
    private final Path dataDirectory;

    DesktopSystem(LaunchOptions options) {
        this.dataDirectory = options.dataDirectory().toAbsolutePath();
        this.login = StartAtLogin.of(
                System.getProperty("os.name", ""),
                Path.of(System.getProperty("user.home", ".")),
                System.getenv(),
                atLogin(OwnCommand.words(), dataDirectory, options.apiAddress()));
    }

    /** What to start at login: this program as it was started, without its window. */
    static List<String> atLogin(List<String> program, Path dataDirectory, InetSocketAddress api) {
        List<String> words = new ArrayList<>(program);
        words.addAll(List.of(
                "--hidden",
                "--data-dir",
                dataDirectory.toString(),
                "--api-addr",
                bracketed(api.getHostString()) + ":" + api.getPort()));
        return words;
    }

    private static String bracketed(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    @Override
    public boolean startsAtLogin() {
        return login.isOn();
    }

    @Override
    public void startAtLogin(boolean wanted) {
        try {
            login.turn(wanted);
        } catch (IOException e) {
            throw new IllegalStateException("The system does not let Culvert change what starts at login: " + e, e);
        }
    }

    @Override
    public boolean hasTray() {
        return Tray.isThere();
    }

    @Override
    public void writeDiagnostics(Path file) {
        var out = new PrintWriter(new StringWriter());
        var problems = new StringWriter();
        int code = CommandLineFace.run(
                new Launch(),
                Version.current(),
                out,
                new PrintWriter(problems, true),
                "diagnose",
                "--data-dir",
                dataDirectory.toString(),
                "--output",
                file.toString());
        if (code != 0) {
            throw new IllegalStateException(problems.toString().strip());
        }
    }
}
