package dev.culvert.ui.connections;

import dev.culvert.ui.common.Command;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.common.Page;
import dev.culvert.ui.common.UiContext;
import dev.culvert.ui.connections.ConnectionsViewModel.Segment;
import dev.culvert.ui.fx.FxThread;
import dev.culvert.ui.fx.LateView;
import dev.culvert.ui.fx.Subscription;
import java.util.List;
import javafx.scene.Parent;
import org.jspecify.annotations.Nullable;

/** The page of all connections, open and closed. It costs something only while it is shown. On the JavaFX thread. */
public final class ConnectionsPage implements Page {

    private static final String ICON = "fth-activity";

    private final UiContext context;
    private final ConnectionsViewModel model;
    private final LateView<ConnectionsController> view;
    private final Messages texts = Messages.of(ConnectionsPage.class);
    private @Nullable Subscription beats;

    private ConnectionsPage(UiContext context) {
        this.context = context;
        this.model = new ConnectionsViewModel(
                context.gateway(),
                context.background(),
                FxThread.INSTANCE,
                context.clock(),
                context.notices()::problem);
        this.view = new LateView<>(ConnectionsController.class, () -> new ConnectionsController(context, model));
    }

    /** The page, not yet shown. */
    public static ConnectionsPage of(UiContext context) {
        return new ConnectionsPage(context);
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
    public String count() {
        int open = context.gateway().connections().size();
        return open == 0 ? "" : texts.get("rail.count", open);
    }

    @Override
    public Parent root() {
        return view.root();
    }

    @Override
    public void shown() {
        if (beats == null) {
            beats = context.pulse().listen(model::beat);
        }
        view.controller().focus();
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
                new Command(
                        texts.get("command.open"),
                        "",
                        ICON,
                        () -> model.segmentProperty().set(Segment.OPEN)),
                new Command(
                        texts.get("command.closed"),
                        "",
                        "fth-archive",
                        () -> model.segmentProperty().set(Segment.CLOSED)),
                new Command(
                        texts.get("command.refused"),
                        "",
                        "fth-shield",
                        () -> model.segmentProperty().set(Segment.REFUSED)));
    }
}
