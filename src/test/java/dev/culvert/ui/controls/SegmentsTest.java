package dev.culvert.ui.controls;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;

final class SegmentsTest extends ApplicationTest {

    @Test
    void the_last_that_is_there_has_the_end() {
        var first = new ToggleButton();
        var second = new ToggleButton();
        var third = new ToggleButton();
        third.setManaged(false);
        var segments = new Segments();
        segments.getButtons().addAll(first, second, third);
        assertThat(second.getStyleClass()).contains("right-pill");
        third.setManaged(true);
        assertThat(second.getStyleClass()).contains("center-pill").doesNotContain("right-pill");
        assertThat(third.getStyleClass()).contains("right-pill");
    }
}
