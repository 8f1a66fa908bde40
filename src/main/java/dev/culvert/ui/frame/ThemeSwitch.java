package dev.culvert.ui.frame;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import atlantafx.base.theme.Theme;
import dev.culvert.ui.common.Appearance;
import dev.culvert.ui.fx.Subscription;
import dev.culvert.ui.fx.SystemColours;
import javafx.application.Application;
import javafx.beans.value.ObservableValue;

/** Puts on the light or the dark theme, as the user and the system have it. */
final class ThemeSwitch {

    private ThemeSwitch() {}

    static Subscription follow(Appearance appearance) {
        ObservableValue<Boolean> system = SystemColours.isDark();
        ObservableValue<Boolean> isDark = appearance.choice().flatMap(choice -> switch (choice) {
            case SYSTEM -> system;
            case LIGHT -> appearance.choice().map(chosen -> false);
            case DARK -> appearance.choice().map(chosen -> true);
        });
        return isDark.subscribe(dark -> putOn(dark ? new PrimerDark() : new PrimerLight()))::unsubscribe;
    }

    private static void putOn(Theme theme) {
        Application.setUserAgentStylesheet(theme.getUserAgentStylesheet());
    }
}
