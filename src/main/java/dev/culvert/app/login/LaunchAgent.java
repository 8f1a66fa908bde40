package dev.culvert.app.login;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A property list in {@code ~/Library/LaunchAgents}, which launchd loads when the user logs in to macOS. */
final class LaunchAgent implements StartAtLogin {

    private static final String LABEL = "dev.culvert.Culvert";

    private final Path file;
    private final List<String> command;

    LaunchAgent(Path home, List<String> command) {
        this.file = home.resolve("Library").resolve("LaunchAgents").resolve(LABEL + ".plist");
        this.command = List.copyOf(command);
    }

    @Override
    public boolean isOn() {
        return Files.exists(file);
    }

    @Override
    public void turn(boolean on) throws IOException {
        if (!on) {
            Files.deleteIfExists(file);
            return;
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
                <plist version="1.0">
                <dict>
                    <key>Label</key>
                    <string>%s</string>
                    <key>ProgramArguments</key>
                    <array>
                %s
                    </array>
                    <key>RunAtLoad</key>
                    <true/>
                </dict>
                </plist>
                """.formatted(
                        LABEL,
                        command.stream()
                                .map(word -> "        <string>" + escaped(word) + "</string>")
                                .collect(Collectors.joining("\n"))));
    }

    private static String escaped(String word) {
        return word.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
