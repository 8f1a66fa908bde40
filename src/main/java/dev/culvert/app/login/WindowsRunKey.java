package dev.culvert.app.login;

import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinReg;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** A value of the user's {@code Run} key in the registry of Windows. */
final class WindowsRunKey implements StartAtLogin {

    private static final String KEY = "Software\\Microsoft\\Windows\\CurrentVersion\\Run";
    private static final String VALUE = "Culvert";

    private final List<String> command;

    WindowsRunKey(List<String> command) {
        this.command = List.copyOf(command);
    }

    @Override
    public boolean isOn() {
        try {
            return Advapi32Util.registryValueExists(WinReg.HKEY_CURRENT_USER, KEY, VALUE);
        } catch (Win32Exception e) {
            return false;
        }
    }

    @Override
    public void turn(boolean on) throws IOException {
        try {
            if (on) {
                Advapi32Util.registryCreateKey(WinReg.HKEY_CURRENT_USER, KEY);
                Advapi32Util.registrySetStringValue(WinReg.HKEY_CURRENT_USER, KEY, VALUE, line(command));
            } else if (isOn()) {
                Advapi32Util.registryDeleteValue(WinReg.HKEY_CURRENT_USER, KEY, VALUE);
            }
        } catch (Win32Exception e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The command as programs of Windows take it apart again; a path's last backslash must not escape the quote. */
    static String line(List<String> command) {
        return command.stream()
                .map(word -> '"' + (word.endsWith("\\") ? word + "\\" : word) + '"')
                .collect(Collectors.joining(" "));
    }
}
