package dev.culvert.ui.controls;

import java.net.URL;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javafx.scene.image.Image;
import javafx.stage.Stage;

/** The program's icon: the same drawing in windows, in the tray and in the packages. */
public final class AppIcon {

    private static final int[] DRAWN = {16, 24, 32, 48, 64, 128, 256, 512};
    private static final List<Integer> OF_WINDOWS = List.of(16, 24, 32, 48, 64, 128);

    private AppIcon() {}

    /** Gives a window the icon, from which the system takes the size that it needs. */
    public static void putOn(Stage stage) {
        stage.getIcons()
                .setAll(OF_WINDOWS.stream()
                        .map(size -> new Image(url(size).toExternalForm()))
                        .toList());
    }

    /**
     * The picture.
     *
     * @param size its width and height in pixels: 16, 24, 32, 48, 64, 128, 256 or 512
     */
    public static URL url(int size) {
        String name = "icons/culvert-" + size + ".png";
        return Objects.requireNonNull(AppIcon.class.getResource(name), name);
    }

    /** The picture for so many pixels of width and height: the smallest that need not be made larger. */
    public static URL fitting(int pixels) {
        return url(
                Arrays.stream(DRAWN).filter(size -> size >= pixels).findFirst().orElse(DRAWN[DRAWN.length - 1]));
    }
}
