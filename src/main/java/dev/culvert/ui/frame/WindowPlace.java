package dev.culvert.ui.frame;

import dev.culvert.ui.common.UiSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** Keeps the window's place and size from one run to the next. */
final class WindowPlace {

    private static final String SETTING = "window.place";
    private static final String MAXIMIZED = "maximized";
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;
    private static final double MIN_WIDTH = 800;
    private static final double MIN_HEIGHT = 560;

    private final Stage stage;
    private final UiSettings settings;

    WindowPlace(Stage stage, UiSettings settings) {
        this.stage = stage;
        this.settings = settings;
    }

    void restore() {
        stage.setMinWidth(MIN_WIDTH);
        stage.setMinHeight(MIN_HEIGHT);
        stage.setWidth(WIDTH);
        stage.setHeight(HEIGHT);
        Optional<String> kept = settings.get(SETTING);
        if (kept.filter(MAXIMIZED::equals).isPresent()) {
            stage.setMaximized(true);
            return;
        }
        kept.map(WindowPlace::numbers).filter(place -> isOnScreen(place)).ifPresent(place -> {
            stage.setX(place.get(0));
            stage.setY(place.get(1));
            stage.setWidth(Math.max(MIN_WIDTH, place.get(2)));
            stage.setHeight(Math.max(MIN_HEIGHT, place.get(3)));
        });
    }

    private static List<Double> numbers(String text) {
        try {
            return Arrays.stream(text.split(",")).map(Double::valueOf).toList();
        } catch (NumberFormatException e) {
            return List.of();
        }
    }

    private static boolean isOnScreen(List<Double> place) {
        return place.size() == 4
                && place.stream().allMatch(Double::isFinite)
                && !Screen.getScreensForRectangle(place.get(0), place.get(1), place.get(2), place.get(3))
                        .isEmpty();
    }

    void keep() {
        String place = stage.isMaximized()
                ? MAXIMIZED
                : "%d,%d,%d,%d"
                        .formatted(
                                Math.round(stage.getX()),
                                Math.round(stage.getY()),
                                Math.round(stage.getWidth()),
                                Math.round(stage.getHeight()));
        settings.put(SETTING, place);
    }
}
