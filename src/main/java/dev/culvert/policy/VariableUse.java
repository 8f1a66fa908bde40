package dev.culvert.policy;

import dev.culvert.policy.document.ActionNode;
import dev.culvert.policy.document.Phase;
import dev.culvert.policy.document.PolicyDocument;
import dev.culvert.policy.expression.Expression;
import dev.culvert.policy.expression.Variables;
import dev.culvert.policy.text.Findings;
import java.util.ArrayList;
import java.util.List;

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
            for (String name : expression.variables()) {
                if (Variables.needsGeo(name) && !hasGeo) {
                    warn(
                            "CULVERT_NO_GEO",
                            expression,
                            name,
                            "is empty: no database of places is set. Set one in Settings.");
                } else if (Variables.needsIntelligence(name)) {
                    warn(
                            "CULVERT_NO_INTELLIGENCE",
                            expression,
                            name,
                            "is never set: Culvert has no list of known addresses.");
                } else if (Variables.needsTls(name) && !terminatesTlsBefore(expression)) {
                    warn(
                            "CULVERT_NO_TLS",
                            expression,
                            name,
                            "has no value here, so this fails and closes the connection: add terminate-tls before it.");
                }
            }
        }
    }

    private void warn(String code, Expression expression, String name, String what) {
        findings.warning(code, expression.range(), "'" + name + "' " + what);
    }

    private boolean terminatesTlsBefore(Expression expression) {
        return document.rules(Phase.ON_TCP_CONNECT).stream()
                .flatMap(rule -> rule.actions().stream())
                .filter(action -> action.typeName().equals("terminate-tls"))
                .map(ActionNode::range)
                .anyMatch(range -> range.start() < expression.range().start());
    }
}
