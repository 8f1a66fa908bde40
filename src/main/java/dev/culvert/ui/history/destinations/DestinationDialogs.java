package dev.culvert.ui.history.destinations;

import dev.culvert.model.event.EventDestination;
import dev.culvert.ui.common.UiContext;
import dev.culvert.ui.fx.FxThread;
import dev.culvert.ui.fx.View;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Opens the dialog of a destination. */
final class DestinationDialogs {

    private final UiContext context;
    private final Runnable changed;

    /**
     * The dialogs of one pane.
     *
     * @param changed is told when a dialog has changed something
     */
    DestinationDialogs(UiContext context, Runnable changed) {
        this.context = context;
        this.changed = changed;
    }

    /** Makes one; who asked is told its id. */
    void create(Consumer<String> made) {
        open(null, made);
    }

    /** Changes one. */
    void edit(DestinationRow row, Consumer<String> done) {
        open(row, done);
    }

    private void open(@Nullable DestinationRow row, Consumer<String> then) {
        var model =
                new DestinationFormViewModel(context.gateway().events(), context.background(), FxThread.INSTANCE, row);
        Consumer<EventDestination> finished = destination -> {
            context.modal().close();
            then.accept(destination.id());
        };
        View<DestinationFormController> view = View.load(
                DestinationFormController.class,
                () -> new DestinationFormController(model, changed, finished, context.modal()::close));
        context.modal().show(view.root(), () -> {});
        view.controller().focus();
    }
}
