package dev.culvert.ui.policy;

import dev.culvert.model.EndpointId;
import dev.culvert.ui.common.LiveNode;
import dev.culvert.ui.common.PolicyOf;
import dev.culvert.ui.common.UiContext;
import dev.culvert.ui.fx.FxThread;
import dev.culvert.ui.fx.Subscription;
import dev.culvert.ui.fx.View;
import javafx.beans.property.BooleanProperty;
import javafx.scene.layout.StackPane;

/**
 * Makes the editors of traffic policies. What has been written and not applied is kept for each endpoint, also over a
 * restart.
 */
public final class PolicyPanes implements PolicyOf {

    private final UiContext context;
    private final PolicyDrafts drafts;

    /** Editors without drafts, but for those that were kept. On the JavaFX thread. */
    public PolicyPanes(UiContext context) {
        this.context = context;
        this.drafts = new PolicyDrafts(context);
    }

    @Override
    public LiveNode show(EndpointId endpoint, BooleanProperty expanded) {
        return context.gateway()
                .endpoint(endpoint)
                .map(status -> show(drafts.of(status), expanded))
                .orElseGet(() -> new LiveNode(new StackPane(), () -> {}));
    }

    private LiveNode show(PolicyViewModel draft, BooleanProperty expanded) {
        var trial =
                new TryViewModel(context.gateway(), draft, context.clock(), context.background(), FxThread.INSTANCE);
        View<PolicyController> view =
                View.load(PolicyController.class, () -> new PolicyController(context, draft, trial, expanded));
        Subscription beats = context.pulse().listen(draft::refresh);
        return new LiveNode(view.root(), () -> {
            beats.close();
            view.controller().close();
            drafts.keep(draft);
        });
    }
}
