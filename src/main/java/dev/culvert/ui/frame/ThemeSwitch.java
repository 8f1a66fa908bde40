package dev.culvert.ui.frame;

import dev.culvert.ui.common.Appearance;
import dev.culvert.ui.controls.Theme;
import dev.culvert.ui.fx.Subscription;
import dev.culvert.ui.fx.SystemColours;
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
        return isDark.subscribe(Theme::putOn)::unsubscribe;
    }
}
