package dev.culvert.app.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

final class StartAtLoginTest {

    private static final List<String> COMMAND = List.of("/opt/my culvert/bin/culvert", "--hidden", "--data-dir", "/d");

    @TempDir
    Path home;

    @Test
    void linux_has_an_entry_in_autostart_that_goes_again() throws Exception {
        StartAtLogin login = StartAtLogin.of("Linux", home, Map.of(), COMMAND);
        assertThat(login.isOn()).isFalse();
        login.turn(true);
        Path entry = home.resolve(".config/autostart/dev.culvert.Culvert.desktop");
        assertThat(Files.readAllLines(entry))
                .contains("[Desktop Entry]", "Exec=\"/opt/my culvert/bin/culvert\" \"--hidden\" \"--data-dir\" \"/d\"");
        assertThat(login.isOn()).isTrue();
        login.turn(false);
        assertThat(entry).doesNotExist();
        assertThat(login.isOn()).isFalse();
        login.turn(false);
    }

    @Test
    void the_configured_folder_of_linux_counts() throws Exception {
        Path config = home.resolve("elsewhere");
        StartAtLogin.of("Linux", home, Map.of("XDG_CONFIG_HOME", config.toString()), COMMAND)
                .turn(true);
        assertThat(config.resolve("autostart/dev.culvert.Culvert.desktop")).exists();
        assertThat(home.resolve(".config")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-GNOME-Autostart-enabled=false", "Hidden=true"})
    void an_entry_that_the_desktop_switched_off_is_off(String off) throws Exception {
        StartAtLogin login = StartAtLogin.of("Linux", home, Map.of(), COMMAND);
        login.turn(true);
        Path entry = home.resolve(".config/autostart/dev.culvert.Culvert.desktop");
        Files.writeString(entry, Files.readString(entry) + off + "\n");
        assertThat(login.isOn()).isFalse();
        login.turn(true);
        assertThat(login.isOn()).isTrue();
    }

    /** The forms are those of the Desktop Entry Specification: a backslash becomes four, a dollar gets two before it. */
    @Test
    void words_of_an_exec_line_are_quoted_as_the_specification_says() {
        assertThat(XdgAutostart.quoted("50% \"of\" $HOME\\x`y`"))
                .isEqualTo("\"50%% \\\\\"of\\\\\" \\\\$HOME\\\\\\\\x\\\\`y\\\\`\"");
    }

    @Test
    void macos_has_a_launch_agent_with_the_words_apart() throws Exception {
        StartAtLogin login =
                StartAtLogin.of("Mac OS X", home, Map.of(), List.of("/Applications/A & B.app/Culvert", "--hidden"));
        login.turn(true);
        String text = Files.readString(home.resolve("Library/LaunchAgents/dev.culvert.Culvert.plist"));
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        var words = factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(text)))
                .getElementsByTagName("array")
                .item(0)
                .getTextContent()
                .strip()
                .lines()
                .map(String::strip);
        assertThat(words).containsExactly("/Applications/A & B.app/Culvert", "--hidden");
        assertThat(login.isOn()).isTrue();
        login.turn(false);
        assertThat(login.isOn()).isFalse();
    }

    @Test
    void windows_gets_one_line_with_the_words_quoted() {
        assertThat(StartAtLogin.of("Windows 11", home, Map.of(), COMMAND)).isInstanceOf(WindowsRunKey.class);
        assertThat(WindowsRunKey.line(List.of("C:\\Program Files\\Culvert\\Culvert.exe", "--data-dir", "D:\\")))
                .isEqualTo("\"C:\\Program Files\\Culvert\\Culvert.exe\" \"--data-dir\" \"D:\\\\\"");
    }

    @Test
    void what_cannot_be_written_is_an_error() throws Exception {
        Files.writeString(home.resolve(".config"), "a file in the way");
        StartAtLogin login = StartAtLogin.of("Linux", home, Map.of(), COMMAND);
        assertThatThrownBy(() -> login.turn(true)).isInstanceOf(IOException.class);
        assertThat(login.isOn()).isFalse();
    }
}
