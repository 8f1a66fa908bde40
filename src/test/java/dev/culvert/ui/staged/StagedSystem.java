package dev.culvert.ui.staged;

import dev.culvert.ui.common.SystemServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A system that remembers what it was asked for, and can refuse. */
public final class StagedSystem implements SystemServices {

    private volatile boolean startsAtLogin;
    private volatile boolean hasTray = true;
    private volatile boolean refuses;

    public void takeTrayAway() {
        hasTray = false;
    }

    public void refuse() {
        refuses = true;
    }

    @Override
    public boolean startsAtLogin() {
        return startsAtLogin;
    }

    @Override
    public void startAtLogin(boolean wanted) {
        if (refuses) {
            throw new IllegalStateException("The system does not let it.");
        }
        startsAtLogin = wanted;
    }

    @Override
    public boolean hasTray() {
        return hasTray;
    }

    @Override
    public void writeDiagnostics(Path file) {
        try {
            Files.writeString(file, "diagnostics");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
