package dev.culvert.policy;

import dev.culvert.policy.document.ActionNode;
import dev.culvert.policy.document.Phase;
import dev.culvert.policy.document.PolicyDocument;
import dev.culvert.policy.expression.Expression;
import dev.culvert.policy.expression.Expressions;
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
    private final List<Use> seen = new ArrayList<>();
    private Phase phase = Phase.ON_TCP_CONNECT;

    private record Use(Expression expression, Phase phase) {}

    VariableUse(PolicyDocument document, boolean hasGeo, Findings findings) {
        this.document = document;
        this.hasGeo = hasGeo;
        this.findings = findings;
    }

    /** What is added from now on stands in this phase. */
    void enter(Phase entered) {
        phase = entered;
    }

    void add(Expression expression) {
        seen.add(new Use(expression, phase));
    }

    boolean readsResults() {
        return seen.stream().flatMap(u -> u.expression().variables().stream()).anyMatch(Variables::isResult);
    }

    void report() {
        for (Use use : seen) {
            use.expression().variables().forEach(name -> look(use, name));
        }
    }

    private void look(Use use, String read) {
        Expression expression = use.expression();
        boolean asked = Variables.isQuestion(read);
        String name = Variables.asked(read);
        if (!Variables.isKnownIn(use.phase(), name)) {
            findings.error(
                    Expressions.BAD_EXPRESSION,
                    expression.range(),
                    Variables.needsResponse(name)
                            ? "'" + name + "' is not known here: there is a response only in on_http_response."
                            : "'" + name
                                    + "' is not known here: there is a request only in on_http_request and on_http_response.");
        } else if (Variables.needsGeo(name) && !hasGeo) {
            warn(
                    "CULVERT_NO_GEO",
                    expression,
                    name,
                    "is empty: no database of places is set. Set one in Settings, or with --geo-db.");
        } else if (Variables.needsIntelligence(name)) {
            warn("CULVERT_NO_INTELLIGENCE", expression, name, "is never set: Culvert has no list of known addresses.");
        } else if (Variables.isTooEarly(use.phase(), name)) {
            warn(
                    "CULVERT_TOO_EARLY",
                    expression,
                    name,
                    use.phase() == Phase.ON_TCP_CONNECT
                            ? "is always 0 here: the client has only connected."
                            : "is always empty here: no policy waits for the body.");
        } else if (!asked && !isGuarded(expression, name)) {
            absent(use, name);
        }
    }

    private void absent(Use use, String name) {
        String fails = use.phase() == Phase.ON_TCP_CONNECT
                ? "so this fails and closes the connection"
                : "so this fails and answers 500";
        Optional<String> giver = Variables.giver(name);
        if (Variables.needsKubernetes(name)) {
            warn(
                    "CULVERT_NO_KUBERNETES",
                    use.expression(),
                    name,
                    "has no value, " + fails + ": only clients in Kubernetes have it.");
        } else if (Variables.needsBody(name)) {
            warn(
                    "CULVERT_NO_BODY",
                    use.expression(),
                    name,
                    use.phase() == Phase.ON_HTTP_RESPONSE
                            ? "has no value where the response comes before the whole body, " + fails + ": ask has("
                                    + name + ") before it."
                            : "has no value, " + fails + ": no policy waits for the body.");
        } else if (giver.isPresent() && !runsBefore(giver.get(), use)) {
            warn(
                    Variables.needsTls(name) ? "CULVERT_NO_TLS" : "CULVERT_NO_RESULT",
                    use.expression(),
                    name,
                    "has no value here, " + fails + ": add " + giver.get() + " before it.");
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

    /** Whether an action can have run by then: earlier in the phase, or in one before whose results last. */
    private boolean runsBefore(String type, Use use) {
        boolean earlier = type.equals(Variables.TLS_GIVER)
                ? use.phase() != Phase.ON_TCP_CONNECT && acts(Phase.ON_TCP_CONNECT, type, Integer.MAX_VALUE)
                : use.phase() == Phase.ON_HTTP_RESPONSE && acts(Phase.ON_HTTP_REQUEST, type, Integer.MAX_VALUE);
        return earlier || acts(use.phase(), type, use.expression().range().start());
    }

    private boolean acts(Phase where, String type, int before) {
        return document.rules(where).stream()
                .flatMap(rule -> rule.actions().stream())
                .filter(action -> action.typeName().equals(type) && gives(action))
                .map(ActionNode::range)
                .anyMatch(range -> range.start() < before);
    }

    /** A handshake that is only reported does not take place; other actions have results all the same. */
    private static boolean gives(ActionNode action) {
        return !action.reportOnly() || !action.typeName().equals(Variables.TLS_GIVER);
    }
}
