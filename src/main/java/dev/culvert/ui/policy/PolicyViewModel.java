package dev.culvert.ui.policy;

import dev.culvert.gateway.Gateway;
import dev.culvert.model.Ending;
import dev.culvert.model.EndpointDraft;
import dev.culvert.model.EndpointField;
import dev.culvert.model.EndpointId;
import dev.culvert.model.EndpointKind;
import dev.culvert.model.EndpointStatus;
import dev.culvert.policy.CheckedPolicy;
import dev.culvert.policy.text.Finding;
import dev.culvert.policy.text.Lines;
import dev.culvert.policy.text.QuickFix;
import dev.culvert.policy.text.TextEdit;
import dev.culvert.policy.text.TextRange;
import dev.culvert.ui.common.Messages;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The draft of one endpoint's policy: its text, what was found in it, and how it stands to the policy that is live. For the
 * JavaFX thread; checks run elsewhere.
 */
final class PolicyViewModel {

    private final Gateway gateway;
    private final EndpointId endpoint;
    private final Executor soon;
    private final Executor fx;
    private final PolicyText text;
    private final Messages texts = Messages.of(PolicyViewModel.class);
    private final ObservableList<Finding> findings = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable CheckedPolicy> checked = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper changed = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper overtaken = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper applicable = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper empty = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper undoable = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper redoable = new ReadOnlyBooleanWrapper();
    private EndpointKind kind;
    private String live;
    /** What was live when the draft began to differ from it. */
    private String base;

    private @Nullable String applying;
    private int version;

    /**
     * A draft.
     *
     * @param draft what it begins with; null for what is live
     * @param soon runs checks, a moment after they were asked for
     * @param fx the JavaFX thread
     */
    PolicyViewModel(Gateway gateway, EndpointStatus of, @Nullable String draft, Executor soon, Executor fx) {
        this.gateway = gateway;
        this.endpoint = of.id();
        this.soon = soon;
        this.fx = fx;
        this.kind = of.endpoint().spec().kind();
        this.live = PolicyText.withPlainBreaks(of.endpoint().spec().trafficPolicy());
        this.base = live;
        this.text = new PolicyText(draft == null ? live : draft);
        text.follow(this::edited);
        compare();
        check();
    }

    EndpointId endpoint() {
        return endpoint;
    }

    PolicyText text() {
        return text;
    }

    /** The policy that is live. */
    String live() {
        return live;
    }

    /** What was found, at the places where it stands now. */
    ObservableList<Finding> findings() {
        return findings;
    }

    /** The text as it was checked; null while it is another one. */
    ReadOnlyObjectProperty<@Nullable CheckedPolicy> checkedProperty() {
        return checked.getReadOnlyProperty();
    }

    /** How it stands with the text, in a few words. */
    ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    /** Whether the text is another one than what is live. */
    ReadOnlyBooleanProperty changedProperty() {
        return changed.getReadOnlyProperty();
    }

    /** Whether the live policy was changed by somebody else since the draft began. */
    ReadOnlyBooleanProperty overtakenProperty() {
        return overtaken.getReadOnlyProperty();
    }

    /** Whether it can be applied: it differs, has been checked, and has no error. */
    ReadOnlyBooleanProperty applicableProperty() {
        return applicable.getReadOnlyProperty();
    }

    /** Whether there is a change to take back. */
    ReadOnlyBooleanProperty undoableProperty() {
        return undoable.getReadOnlyProperty();
    }

    /** Whether there is a change to make again. */
    ReadOnlyBooleanProperty redoableProperty() {
        return redoable.getReadOnlyProperty();
    }

    /** Whether there is no text at all. */
    ReadOnlyBooleanProperty emptyProperty() {
        return empty.getReadOnlyProperty();
    }

    private void edited(TextEdit edit) {
        undoable.set(text.canUndo());
        redoable.set(text.canRedo());
        var lines = new Lines(text.text());
        findings.setAll(findings.stream().map(f -> moved(f, edit, lines)).toList());
        compare();
        check();
    }

    private static Finding moved(Finding finding, TextEdit edit, Lines lines) {
        TextRange range = finding.range();
        int start = PolicyText.moved(range.start(), edit);
        int end = PolicyText.moved(range.end(), edit);
        QuickFix fix = finding.fix();
        QuickFix still = fix == null || touches(fix.edit(), edit) ? null : new QuickFix(fix.title(), moved(fix, edit));
        return new Finding(finding.severity(), finding.code(), finding.message(), lines.range(start, end), still);
    }

    private static boolean touches(TextEdit fix, TextEdit edit) {
        return edit.start() <= fix.end() && edit.end() >= fix.start();
    }

    private static TextEdit moved(QuickFix fix, TextEdit edit) {
        TextEdit mends = fix.edit();
        return new TextEdit(
                PolicyText.moved(mends.start(), edit), PolicyText.moved(mends.end(), edit), mends.replacement());
    }

    private void compare() {
        changed.set(!text.text().equals(live));
        empty.set(text.text().isBlank());
        if (!changed.get()) {
            base = live;
            overtaken.set(false);
        }
    }

    private void check() {
        int asked = ++version;
        String checkedText = text.text();
        EndpointKind whose = kind;
        checked.set(null);
        applicable.set(false);
        summary.set(texts.get("summary.checking"));
        var unused = CompletableFuture.supplyAsync(
                        () -> version == asked ? gateway.policies().check(checkedText, whose) : null, soon)
                .whenCompleteAsync(
                        (result, problem) -> {
                            if (asked == version && result != null) {
                                tell(result);
                            } else if (asked == version && problem != null) {
                                summary.set(texts.get("summary.failed", problem.toString()));
                            }
                        },
                        fx);
    }

    private void tell(CheckedPolicy result) {
        findings.setAll(result.findings());
        long errors = result.findings().stream().filter(Finding::isError).count();
        // no text is no policy, whoever's it is
        boolean mayBeApplied = result.isRunnable() || empty.get();
        applicable.set(changed.get() && mayBeApplied);
        if (errors > 0) {
            summary.set(texts.get("summary.errors", errors));
        } else if (empty.get()) {
            summary.set(texts.get("summary.none"));
        } else {
            int rules = result.document().phases().stream()
                    .mapToInt(p -> p.rules().size())
                    .sum();
            summary.set(texts.get("summary.rules", rules, result.findings().size()));
        }
        // last, as whoever waits for it asks what comes of it
        checked.set(result);
    }

    /** Follows the gateway; to be called at every beat. */
    void refresh() {
        gateway.endpoint(endpoint).ifPresent(status -> {
            EndpointKind whose = status.endpoint().spec().kind();
            String policy = status.endpoint().spec().trafficPolicy();
            if (whose != kind) {
                kind = whose;
                check();
            }
            // mostly the same object
            if (!policy.equals(live)) {
                follow(PolicyText.withPlainBreaks(policy));
            }
        });
    }

    private void follow(String now) {
        if (now.equals(live)) {
            return;
        }
        boolean isUntouched = text.text().equals(live);
        live = now;
        if (now.equals(applying)) {
            base = now;
            compare();
        } else if (isUntouched) {
            text.become(now);
        } else {
            compare();
            overtaken.set(changed.get() && !base.equals(now));
        }
        applicable.set(changed.get() && applicable.get());
    }

    /** How many connections are open, which an edit may end. */
    int openConnections() {
        return gateway.traffic(endpoint).open();
    }

    /** Makes the draft the live policy. Fails with what the gateway says. */
    CompletableFuture<EndpointStatus> apply(Ending ending) {
        String wanted = text.text();
        applying = wanted;
        EndpointDraft change = EndpointDraft.empty().with(EndpointField.TRAFFIC_POLICY, wanted);
        return gateway.update(endpoint, change, ending).whenCompleteAsync((status, problem) -> refresh(), fx);
    }

    /** Takes what is live; can be undone. */
    void revert() {
        base = live;
        overtaken.set(false);
        text.become(live);
    }

    /** Stays with the draft although the live policy was changed. */
    void keepMine() {
        base = live;
        overtaken.set(false);
    }

    /** The first finding at an offset that a program can mend. */
    @Nullable QuickFix fixAt(int offset) {
        return findings.stream()
                .filter(f -> f.fix() != null && f.range().contains(offset))
                .map(Finding::fix)
                .findFirst()
                .orElse(null);
    }

    /** The findings at an offset, the worst first. */
    List<Finding> findingsAt(int offset) {
        return findings.stream()
                .filter(f -> f.range().contains(offset))
                .sorted((a, b) -> a.severity().compareTo(b.severity()))
                .toList();
    }
}
