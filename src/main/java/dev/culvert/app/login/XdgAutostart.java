package dev.culvert.app.login;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A desktop entry in {@code ~/.config/autostart}, as freedesktop.org's Autostart Specification has it. */
final class XdgAutostart implements StartAtLogin {

    private static final String NAME = "dev.culvert.Culvert.desktop";

    private final Path file;
    private final List<String> command;

    XdgAutostart(Path home, Map<String, String> environment, List<String> command) {
        String configured = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path config = configured.isBlank() ? home.resolve(".config") : Path.of(configured);
        this.file = config.resolve("autostart").resolve(NAME);
        this.command = List.copyOf(command);
    }

    @Override
    public boolean isOn() {
        try {
            List<String> lines = Files.readAllLines(file);
            // the two ways in which desktops switch an entry off without deleting it
            return !lines.contains("Hidden=true") && !lines.contains("X-GNOME-Autostart-enabled=false");
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void turn(boolean on) throws IOException {
        if (!on) {
            Files.deleteIfExists(file);
            return;
        }
        Files.createDirectories(file.getParent());
        Files.writeString(
                file, """
                [Desktop Entry]
                Type=Application
                Name=Culvert
                Comment=Publishes TCP services
                Icon=dev.culvert.Culvert
                Exec=%s
                """.formatted(command.stream().map(XdgAutostart::quoted).collect(Collectors.joining(" "))));
    }

    /** One word of an Exec line: quoted for the command, and its backslashes once more as in every string of an entry. */
    static String quoted(String word) {
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if ("\"`$\\".indexOf(c) >= 0) {
                text.append("\\\\");
            }
            text.append(c == '\\' ? "\\\\" : c == '%' ? "%%" : String.valueOf(c));
        }
        return text.append('"').toString();
    }
}
