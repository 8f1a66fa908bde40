package dev.culvert.ui.controls;

import java.util.List;
import java.util.Objects;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/** The style sheets of all windows, on top of AtlantaFX. */
public final class Theme {

    private static final List<String> FONTS = List.of("Regular", "Medium", "Bold");
    private static final double ANY_SIZE = 12;

    private Theme() {}

    /** Dresses a scene. Its popups and dialogs inherit that. */
    public static void dress(Scene scene) {
        for (String weight : FONTS) {
            Font.loadFont(url("fonts/Roboto-" + weight + ".ttf"), ANY_SIZE);
        }
        scene.getStylesheets().addAll(url("app.css"), url("forms.css"));
    }

    private static String url(String name) {
        return Objects.requireNonNull(Theme.class.getResource(name), name).toExternalForm();
    }
}
