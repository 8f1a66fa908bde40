package dev.culvert.ui.controls;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import dev.culvert.ui.fx.SystemColours;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/** The style sheets of all windows, on top of AtlantaFX. */
public final class Theme {

    private static final List<String> FONTS = List.of("Regular", "Medium", "Bold");
    private static final double ANY_SIZE = 12;

    static {
        for (String weight : FONTS) {
            Font.loadFont(url("fonts/Roboto-" + weight + ".ttf"), ANY_SIZE);
        }
    }

    private Theme() {}

    /** Puts on the theme that the system's colours ask for, ahead of any window. On the JavaFX thread. */
    public static void prepare() {
        putOn(SystemColours.isDark().getValue());
    }

    /** Puts on the light or the dark theme, in all windows. On the JavaFX thread. */
    public static void putOn(boolean isDark) {
        Application.setUserAgentStylesheet((isDark ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet());
    }

    /** Dresses a scene. Its popups and dialogs inherit that. On the JavaFX thread. */
    public static void dress(Scene scene) {
        scene.getStylesheets().addAll(url("app.css"), url("forms.css"));
    }

    private static String url(String name) {
        return Objects.requireNonNull(Theme.class.getResource(name), name).toExternalForm();
    }
}
