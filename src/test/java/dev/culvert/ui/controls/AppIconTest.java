package dev.culvert.ui.controls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AppIconTest {

    @ParameterizedTest
    @CsvSource({"1, 16", "16, 16", "17, 24", "24, 24", "200, 256", "512, 512", "4000, 512"})
    void the_smallest_picture_is_taken_that_need_not_be_made_larger(int pixels, int drawn) {
        assertThat(AppIcon.fitting(pixels).getPath()).endsWith("/culvert-" + drawn + ".png");
    }
}
