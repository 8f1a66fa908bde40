package dev.culvert.ui.history;

import dev.culvert.ui.common.Command;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.common.Page;
import dev.culvert.ui.common.UiContext;
import dev.culvert.ui.fx.FxThread;
import dev.culvert.ui.fx.LateView;
import dev.culvert.ui.fx.Subscription;
import dev.culvert.ui.history.HistoryViewModel.Part;
import dev.culvert.ui.history.destinations.DestinationsPane;
import java.util.List;
import javafx.scene.Parent;
import org.jspecify.annotations.Nullable;

/** The page of the connections that have ended, over any time, and of where events go. It costs something only while it is shown. On the JavaFX thread. */
public final class HistoryPage implements Page {

    private static final String ICON = "fth-clock";

    private final UiContext context;
    private final HistoryViewModel model;
    private final DestinationsPane destinations;
    private final LateView<HistoryController> view;
    private final Messages texts = Messages.of(HistoryPage.class);
    private @Nullable Subscription beats;

    private HistoryPage(UiContext context) {
        this.context = context;
        this.model = new HistoryViewModel(
                context.gateway(),
                context.background(),
                FxThread.INSTANCE,
                context.clock(),
                context.notices()::problem);
        this.destinations = DestinationsPane.of(context);
        this.view = new LateView<>(HistoryController.class, () -> new HistoryController(context, model, destinations));
    }

    /** The page, not yet shown. */
    public static HistoryPage of(UiContext context) {
        return new HistoryPage(context);
    }

    @Override
    public String title() {
        return texts.get("title");
    }

    @Override
    public String icon() {
        return ICON;
    }

    @Override
    public Parent root() {
        return view.root();
    }

    @Override
    public void shown() {
        if (beats == null) {
            beats = context.pulse().listen(this::beat);
        }
        view.controller().focus();
    }

    private void beat() {
        if (model.partProperty().get() == Part.DESTINATIONS) {
            destinations.beat();
        } else {
            model.beat();
        }
    }

    @Override
    public void hidden() {
        if (beats != null) {
            beats.close();
            beats = null;
        }
    }

    @Override
    public void focusSearch() {
        view.controller().focusFilter();
    }

    @Override
    public List<Command> commands() {
        return List.of(
                new Command(texts.get("command.destinations"), "", "fth-send", view.controller()::showDestinations),
                new Command(texts.get("command.destination"), "", "fth-plus", view.controller()::newDestination),
                new Command(texts.get("command.csv"), "", "fth-download", view.controller()::exportCsv),
                new Command(texts.get("command.jsonl"), "", "fth-download", view.controller()::exportJsonl),
                new Command(texts.get("command.retention"), "", "fth-archive", view.controller()::retention));
    }
}
