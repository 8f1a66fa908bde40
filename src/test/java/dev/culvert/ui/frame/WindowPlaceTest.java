package dev.culvert.ui.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.ui.common.UiSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

@SuppressWarnings("NullAway.Init")
final class WindowPlaceTest {

    private static final String SETTING = "window.place";

    private final FxRobot robot = new FxRobot();
    private final Map<String, String> kept = new HashMap<>();
    private final UiSettings settings = new UiSettings() {
        @Override
        public Optional<String> get(String name) {
            return Optional.ofNullable(kept.get(name));
        }

        @Override
        public void put(String name, String value) {
            kept.put(name, value);
        }
    };
    private Stage stage;
    private WindowPlace place;

    @BeforeEach
    void make() throws Exception {
        FxToolkit.registerPrimaryStage();
        robot.interact(() -> {
            stage = new Stage();
            place = new WindowPlace(stage, settings);
        });
    }

    @AfterEach
    void close() {
        robot.interact(stage::hide);
    }

    private void restore() {
        robot.interact(() -> {
            place.restore();
            stage.show();
        });
    }

    @Test
    void the_place_and_size_that_were_kept_come_back() {
        kept.put(SETTING, "30,40,900,700");
        restore();
        assertThat(stage.getX()).isEqualTo(30);
        assertThat(stage.getY()).isEqualTo(40);
        assertThat(stage.getWidth()).isEqualTo(900);
        assertThat(stage.getHeight()).isEqualTo(700);
    }

    @Test
    void where_the_window_is_is_kept() {
        restore();
        robot.interact(() -> {
            stage.setX(12.4);
            stage.setY(20);
            stage.setWidth(901);
            stage.setHeight(702);
            place.keep();
        });
        assertThat(kept).containsExactly(Map.entry(SETTING, "12,20,901,702"));
    }

    @Test
    void a_window_that_fills_the_screen_does_so_again() {
        kept.put(SETTING, "maximized");
        restore();
        assertThat(stage.isMaximized()).isTrue();
        robot.interact(place::keep);
        assertThat(kept).containsEntry(SETTING, "maximized");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "90000,90000,900,700", // a screen that is gone
                "30,40,900",
                "30,40,900,700,1",
                "30,40,NaN,700",
                "30,40,wide,700",
                ""
            })
    void a_place_that_is_none_is_left_alone(String text) {
        kept.put(SETTING, text);
        restore();
        assertThat(stage.getWidth()).isEqualTo(1280);
        assertThat(stage.getHeight()).isEqualTo(800);
    }

    @Test
    void a_window_is_never_too_small_to_use() {
        kept.put(SETTING, "30,40,10,10");
        restore();
        assertThat(stage.getWidth()).isEqualTo(800);
        assertThat(stage.getHeight()).isEqualTo(560);
        assertThat(stage.getMinWidth()).isEqualTo(800);
        assertThat(stage.getMinHeight()).isEqualTo(560);
    }
}
