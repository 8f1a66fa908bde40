package dev.culvert.ui.fx;

import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;

/** What the system says of its colours. On the JavaFX thread. */
public final class SystemColours {

    private SystemColours() {}

    /** Whether the system is dark; follows it. */
    public static ObservableValue<Boolean> isDark() {
        return Platform.getPreferences().colorSchemeProperty().map(scheme -> scheme == ColorScheme.DARK);
    }
}
