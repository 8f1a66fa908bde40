package dev.culvert.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Group;
import org.junit.jupiter.api.Test;

final class LateViewTest {

    private final List<NoteController> made = new ArrayList<>();

    private static final class NoteController {}

    private static final class StrayController {}

    private final LateView<NoteController> view = new LateView<>(() -> {
        var controller = new NoteController();
        made.add(controller);
        return new View<>(new Group(), controller);
    });

    @Test
    void nothing_is_loaded_until_somebody_asks() {
        assertThat(made).isEmpty();
        assertThat(view.root()).isNotNull();
        assertThat(made).hasSize(1);
    }

    @Test
    void it_is_loaded_once_whoever_asks() {
        NoteController controller = view.controller();
        var root = view.root();
        assertThat(view.root()).isSameAs(root);
        assertThat(view.controller()).isSameAs(controller);
        assertThat(made).containsExactly(controller);
    }

    @Test
    void a_view_without_its_file_fails_when_it_is_asked_for_and_names_it() {
        var stray = new LateView<>(StrayController.class, StrayController::new);
        assertThatThrownBy(stray::root)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("stray.fxml");
    }
}
