package dev.culvert.ui.connections;

import dev.culvert.model.EndpointId;
import dev.culvert.ui.common.UiContext;
import dev.culvert.ui.controls.connection.FilterInput;
import dev.culvert.ui.fx.Subscription;
import dev.culvert.ui.fx.View;
import java.util.Set;
import javafx.scene.layout.StackPane;

/**
 * The open connections of one endpoint, live from the moment they are made until they are closed. On the JavaFX
 * thread.
 */
public final class EndpointConnections extends StackPane implements Subscription {

    private static final String SETTING = "endpoint.connections.columns";
    private static final Set<String> HIDDEN =
            Set.of("state", "endpoint", "upstream", "started", "in-rate", "out-rate", "idle");

    private final Subscription beats;

    private EndpointConnections(UiContext context, EndpointId endpoint) {
        var model = new OpenViewModel(context.gateway(), context.clock(), endpoint, new FilterInput(context.clock()));
        var view = View.load(
                OpenTableController.class,
                () -> new OpenTableController(context, model, new Killing(context, model), SETTING, HIDDEN, true));
        getChildren().add(view.root());
        beats = context.pulse().listen(model::beat);
    }

    /** The connections of that endpoint. */
    public static EndpointConnections of(UiContext context, EndpointId endpoint) {
        return new EndpointConnections(context, endpoint);
    }

    @Override
    public void close() {
        beats.close();
    }
}
