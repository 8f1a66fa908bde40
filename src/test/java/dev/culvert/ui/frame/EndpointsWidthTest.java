package dev.culvert.ui.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import javafx.scene.Node;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the width of the window, nothing on the page of endpoints is cut. */
final class EndpointsWidthTest extends PolicyTabRig {

    @ParameterizedTest
    @ValueSource(ints = {900, 1100, 1200, 1240, 1280, 1600})
    void a_window_of_that_width_shows_every_column_and_the_button_that_applies(int width) {
        desktop.settings().put("window.place", "0,0," + width + ",800");
        show();
        nothingIsCut();
    }

    private void nothingIsCut() {
        await().untilAsserted(() -> {
            assertThat(fx(() -> right("#table #column-flow"))).isLessThanOrEqualTo(fx(() -> right("#table")));
            assertThat(fx(() -> right("#apply"))).isLessThanOrEqualTo(fx(() -> right("#bar")));
        });
    }

    private double right(String query) {
        Node node = find(query, Node.class);
        return node.localToScene(node.getLayoutBounds()).getMaxX();
    }
}
