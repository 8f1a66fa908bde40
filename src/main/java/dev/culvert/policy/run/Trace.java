package dev.culvert.policy.run;

import dev.culvert.policy.document.Phase;
import dev.culvert.policy.expression.Expression;
import dev.culvert.policy.expression.Values;
import dev.culvert.policy.expression.Variables;
import dev.culvert.policy.text.TextRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes down what an evaluation does, step by step. For one evaluation. */
public final class Trace {

    /** A line of a trace. */
    public sealed interface Entry permits PhaseReached, RuleReached, ConditionSeen, ActionRun {}

    /**
     * An HTTP phase was reached.
     *
     * @param phase the phase
     * @param range where its first rule stands
     */
    public record PhaseReached(Phase phase, TextRange range) implements Entry {}

    /**
     * A rule was reached.
     *
     * @param site the rule
     */
    public record RuleReached(RuleSite site) implements Entry {}

    /**
     * A condition was evaluated.
     *
     * @param site its rule
     * @param expression the condition
     * @param value what it gave, or why it failed
     * @param failed whether it failed
     * @param variables the variables it read, with their values
     */
    public record ConditionSeen(
            RuleSite site, Expression expression, String value, boolean failed, Map<String, String> variables)
            implements Entry {}

    /**
     * An action ran.
     *
     * @param site the action
     * @param result what came of it, in words
     * @param reportOnly whether it only reported
     */
    public record ActionRun(RuleSite site, String result, boolean reportOnly) implements Entry {}

    private final List<Entry> entries = new ArrayList<>();
    private String note = "";

    /** What was written down, in order. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    void phase(Phase phase, TextRange range) {
        entries.add(new PhaseReached(phase, range));
    }

    void rule(RuleSite site) {
        entries.add(new RuleReached(site));
    }

    void condition(RuleSite site, Expression expression, String value, boolean failed, PhaseRun run) {
        Map<String, String> read = new LinkedHashMap<>();
        expression.variables().stream()
                .sorted()
                .flatMap(name -> Variables.find(name, run).stream().flatMap(v -> Stream.of(Map.entry(name, v))))
                .forEach(e -> read.put(e.getKey(), Values.text(e.getValue())));
        entries.add(new ConditionSeen(site, expression, value, failed, read));
    }

    void note(String words) {
        note = words;
    }

    void action(CompiledAction action, String result) {
        String words = note.isEmpty() ? result : note + "; " + result;
        entries.add(new ActionRun(action.site(), words, action.reportOnly()));
        note = "";
    }
}
