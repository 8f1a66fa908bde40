package dev.culvert.ui.policy;

import dev.culvert.model.Ending;
import dev.culvert.policy.text.Finding;
import dev.culvert.policy.text.TextRange;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.common.Problems;
import dev.culvert.ui.common.UiContext;
import dev.culvert.ui.fx.FxThread;
import dev.culvert.ui.fx.View;
import java.util.function.Consumer;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** Makes a draft live: shows what changes and asks, once the draft has been checked. On the JavaFX thread. */
final class Applying {

    private final UiContext context;
    private final PolicyViewModel policy;
    private final Consumer<TextRange> show;
    private final Messages texts = Messages.of(Applying.class);
    private final Subscription checks;
    /** The text that was to be applied and had not been checked. */
    private @Nullable String waiting;

    /**
     * For a draft, until it is closed.
     *
     * @param show shows a range of the policy
     */
    Applying(UiContext context, PolicyViewModel policy, Consumer<TextRange> show) {
        this.context = context;
        this.policy = policy;
        this.show = show;
        this.checks = policy.checkedProperty().subscribe((old, now) -> {
            if (now != null && policy.text().text().equals(waiting)) {
                ask();
            }
        });
    }

    /** Shows what changes and asks; leads to the first error if there is one; waits for a check that goes on. */
    void ask() {
        if (policy.checkedProperty().get() == null) {
            waiting = policy.text().text();
            return;
        }
        waiting = null;
        if (!policy.applicableProperty().get()) {
            policy.findings().stream()
                    .filter(Finding::isError)
                    .findFirst()
                    .ifPresent(error -> show.accept(error.range()));
            return;
        }
        int open = policy.openConnections();
        View<ApplyController> view = View.load(
                ApplyController.class,
                () -> new ApplyController(
                        LineDiff.between(policy.live(), policy.text().text()),
                        open == 0 ? "" : texts.get("apply.open", open),
                        this::apply,
                        context.modal()::close));
        context.modal().show(view.root(), () -> {});
        view.controller().focus();
    }

    private void apply(Ending ending) {
        context.modal().close();
        FxThread.INSTANCE.deliver(policy.apply(ending), (status, problem) -> {
            if (problem != null) {
                context.notices().problem(Problems.sentence(problem));
            } else if (status != null) {
                context.notices().done(texts.get("apply.done", status.endpoint().name()));
            }
        });
    }

    void close() {
        checks.unsubscribe();
    }
}
