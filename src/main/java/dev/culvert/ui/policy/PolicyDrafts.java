package dev.culvert.ui.policy;

import dev.culvert.model.EndpointId;
import dev.culvert.model.EndpointStatus;
import dev.culvert.ui.common.UiContext;
import dev.culvert.ui.fx.FxThread;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The draft of every endpoint's policy; what has not been applied outlives the program. On the JavaFX thread. */
final class PolicyDrafts {

    /** From the last key to the check. */
    private static final long PAUSE_MS = 250;

    private static final String SETTING = "policy.draft.";

    private final UiContext context;
    private final Executor soon;
    private final Map<EndpointId, PolicyViewModel> drafts = new HashMap<>();

    PolicyDrafts(UiContext context) {
        this.context = context;
        this.soon = CompletableFuture.delayedExecutor(PAUSE_MS, TimeUnit.MILLISECONDS, context.background());
    }

    /** The draft of an endpoint: the one that was begun, or what is live. */
    PolicyViewModel of(EndpointStatus endpoint) {
        drafts.keySet().removeIf(id -> context.gateway().endpoint(id).isEmpty());
        return drafts.computeIfAbsent(endpoint.id(), id -> open(endpoint));
    }

    private PolicyViewModel open(EndpointStatus endpoint) {
        String kept = context.settings()
                .get(SETTING + endpoint.id().value())
                .filter(text -> !text.isEmpty())
                .orElse(null);
        var draft = new PolicyViewModel(context.gateway(), endpoint, kept, soon, FxThread.INSTANCE);
        // in every pause, as the program may be killed
        draft.checkedProperty().subscribe((old, now) -> {
            if (now != null) {
                keep(draft);
            }
        });
        return draft;
    }

    /** Keeps a draft that has not been applied, and forgets one that has. */
    void keep(PolicyViewModel draft) {
        String name = SETTING + draft.endpoint().value();
        String text = draft.changedProperty().get() ? draft.text().text() : "";
        // an empty draft of a policy that is not empty cannot be told from none, and is quickly made again
        if (!context.settings().get(name).orElse("").equals(text)) {
            context.settings().put(name, text);
        }
    }
}
