package dev.culvert.policy;

import dev.culvert.policy.document.ActionNode;
import dev.culvert.policy.document.Phase;
import dev.culvert.policy.document.PolicyDocument;
import dev.culvert.policy.expression.Expression;
import dev.culvert.policy.expression.Variables;
import dev.culvert.policy.text.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Watches which variables a policy reads, and warns of those that will be empty. */
final class VariableUse {

    private final PolicyDocument document;
    private final boolean hasGeo;
    private final Findings findings;
    private final List<Expression> seen = new ArrayList<>();

    VariableUse(PolicyDocument document, boolean hasGeo, Findings findings) {
        this.document = document;
        this.hasGeo = hasGeo;
        this.findings = findings;
    }

    void add(Expression expression) {
        seen.add(expression);
    }

    boolean readsResults() {
        return seen.stream().flatMap(e -> e.variables().stream()).anyMatch(Variables::isResult);
    }

    void report() {
        for (Expression expression : seen) {
            expression.variables().forEach(name -> look(expression, name));
        }
    }

    private void look(Expression expression, String read) {
        boolean asked = Variables.isQuestion(read);
        String name = Variables.asked(read);
        if (Variables.needsGeo(name) && !hasGeo) {
            warn(
                    "CULVERT_NO_GEO",
                    expression,
                    name,
                    "is empty: no database of places is set. Set one in Settings, or with --geo-db.");
        } else if (Variables.needsIntelligence(name)) {
            warn("CULVERT_NO_INTELLIGENCE", expression, name, "is never set: Culvert has no list of known addresses.");
        } else if (!asked && !isGuarded(expression, name)) {
            absent(expression, name);
        }
    }

    private void absent(Expression expression, String name) {
        Optional<String> giver = Variables.giver(name);
        if (Variables.needsKubernetes(name)) {
            warn(
                    "CULVERT_NO_KUBERNETES",
                    expression,
                    name,
                    "has no value, so this fails and closes the connection: only clients in Kubernetes have it.");
        } else if (giver.isPresent() && !runsBefore(giver.get(), expression)) {
            warn(
                    Variables.needsTls(name) ? "CULVERT_NO_TLS" : "CULVERT_NO_RESULT",
                    expression,
                    name,
                    "has no value here, so this fails and closes the connection: add " + giver.get() + " before it.");
        }
    }

    /** Whether the same expression asks {@code has()} of the variable, or of what it is a part of. */
    private static boolean isGuarded(Expression expression, String name) {
        return expression.variables().stream()
                .filter(Variables::isQuestion)
                .map(Variables::asked)
                .anyMatch(asked -> name.equals(asked) || name.startsWith(asked + "."));
    }

    private void warn(String code, Expression expression, String name, String what) {
        findings.warning(code, expression.range(), "'" + name + "' " + what);
    }

    private boolean runsBefore(String type, Expression expression) {
        return document.rules(Phase.ON_TCP_CONNECT).stream()
                .flatMap(rule -> rule.actions().stream())
                .filter(action -> action.typeName().equals(type) && gives(action))
                .map(ActionNode::range)
                .anyMatch(range -> range.start() < expression.range().start());
    }

    /** A handshake that is only reported does not take place; other actions have results all the same. */
    private static boolean gives(ActionNode action) {
        return !action.reportOnly() || !action.typeName().equals(Variables.TLS_GIVER);
    }
}
