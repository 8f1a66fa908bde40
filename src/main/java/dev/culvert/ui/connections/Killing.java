package dev.culvert.ui.connections;

import dev.culvert.model.ConnectionId;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.common.UiContext;
import dev.culvert.ui.controls.AskDialog;
import dev.culvert.ui.fx.FxThread;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Ends connections for the user: one at once, several after a question. On the JavaFX thread. */
final class Killing {

    private final UiContext context;
    private final OpenViewModel connections;
    private final Messages texts = Messages.of(Killing.class);

    Killing(UiContext context, OpenViewModel connections) {
        this.context = context;
        this.connections = connections;
    }

    /** Kills what is selected. */
    void selected(List<LiveRow> rows) {
        kill(rows, false);
    }

    /** Kills everything that is shown. */
    void shown() {
        kill(connections.shownProperty().get().rows(), true);
    }

    private void kill(List<LiveRow> rows, boolean shown) {
        List<ConnectionId> ids = rows.stream().map(LiveRow::id).toList();
        if (ids.size() > 1 || (shown && !ids.isEmpty())) {
            Runnable kill = () -> {
                context.modal().close();
                now(ids);
            };
            context.modal()
                    .show(
                            new AskDialog(
                                            texts.get("kill.title", ids.size()),
                                            texts.get(
                                                    shown ? "kill.shown.sentence" : "kill.selected.sentence",
                                                    ids.size()))
                                    .confirming(
                                            "kill",
                                            texts.get("kill.cancel"),
                                            context.modal()::close,
                                            texts.get("kill.confirm", ids.size()),
                                            kill),
                            () -> {});
        } else if (!ids.isEmpty()) {
            now(ids);
        }
    }

    private void now(List<ConnectionId> ids) {
        FxThread.INSTANCE.deliver(
                CompletableFuture.supplyAsync(() -> connections.kill(ids), context.background()), (killed, problem) -> {
                    if (killed == null || problem != null) {
                        context.notices().problem(texts.get("kill.failed", String.valueOf(problem)));
                    } else if (killed == 0) {
                        context.notices().done(texts.get("kill.none", ids.size()));
                    } else {
                        context.notices().done(texts.get("kill.done", killed));
                    }
                });
    }
}
