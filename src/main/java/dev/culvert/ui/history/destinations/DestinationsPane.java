package dev.culvert.ui.history.destinations;

import dev.culvert.ui.common.UiContext;
import dev.culvert.ui.fx.FxThread;
import dev.culvert.ui.fx.LateView;
import javafx.scene.Parent;

/** The destinations of events, for the page that holds them. It costs nothing before it is first shown. On the JavaFX thread. */
public final class DestinationsPane {

    private final DestinationsViewModel model;
    private final LateView<DestinationsController> view;

    private DestinationsPane(UiContext context) {
        model = new DestinationsViewModel(
                context.gateway().events(), context.notices(), context.background(), FxThread.INSTANCE);
        view = new LateView<>(DestinationsController.class, () -> new DestinationsController(context, model));
    }

    /** The pane, not yet shown. */
    public static DestinationsPane of(UiContext context) {
        return new DestinationsPane(context);
    }

    /** What is shown; always the same object. */
    public Parent root() {
        return view.root();
    }

    /** Brings what is shown up to date; to be called at every beat while the pane is in view. Does not wait. */
    public void beat() {
        model.beat();
    }

    /** Opens the dialog for a new destination. */
    public void create() {
        view.controller().create();
    }

    /** Puts the keyboard focus into the table. */
    public void focus() {
        view.controller().focus();
    }
}
