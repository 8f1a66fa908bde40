package dev.culvert.policy;

import dev.culvert.model.EndpointKind;
import dev.culvert.policy.action.ActionDeclaration;
import dev.culvert.policy.action.ActionType;
import dev.culvert.policy.action.Actions;
import dev.culvert.policy.action.Config;
import dev.culvert.policy.action.ConfigCheck;
import dev.culvert.policy.document.ActionNode;
import dev.culvert.policy.document.Phase;
import dev.culvert.policy.document.PhaseNode;
import dev.culvert.policy.document.PolicyDocument;
import dev.culvert.policy.document.RuleNode;
import dev.culvert.policy.document.ScalarNode;
import dev.culvert.policy.expression.Expression;
import dev.culvert.policy.expression.Expressions;
import dev.culvert.policy.run.Action;
import dev.culvert.policy.run.CompiledAction;
import dev.culvert.policy.run.CompiledPolicy;
import dev.culvert.policy.run.CompiledRule;
import dev.culvert.policy.run.RuleSite;
import dev.culvert.policy.run.Surroundings;
import dev.culvert.policy.text.Findings;
import dev.culvert.policy.text.Severity;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a program of a document, and says what is wrong with it. For one document. */
final class PolicyCompiler {

    /** The only action of those that do so which runs here. */
    private static final String AUTHENTICATES = "basic-auth";

    private final PolicyDocument document;
    private final EndpointKind kind;
    private final Surroundings surroundings;
    private final Findings findings;
    private final VariableUse use;
    private final Expressions expressions;
    private final Map<String, Integer> sameActions = new HashMap<>();
    private final Set<String> identities = new HashSet<>();
    private boolean isAuthenticating;

    PolicyCompiler(
            PolicyDocument document,
            EndpointKind kind,
            Expressions expressions,
            Surroundings surroundings,
            Findings findings) {
        this.document = document;
        this.kind = kind;
        this.surroundings = surroundings;
        this.findings = findings;
        this.use = new VariableUse(document, surroundings.geo().isAvailable(), findings);
        this.expressions = expressions.watchedBy(use::add);
    }

    PolicyProgram compile() {
        Map<Phase, List<CompiledRule>> rules = new EnumMap<>(Phase.class);
        Set<Phase> decided = EnumSet.noneOf(Phase.class);
        for (PhaseNode phase : document.phases()) {
            use.enter(phase.phase());
            var reach = new Reach(whatComes(phase.phase()), findings);
            List<CompiledRule> compiled = new ArrayList<>();
            phase.rules().forEach(rule -> compiled.add(rule(phase.phase(), rule, reach)));
            rules.put(phase.phase(), compiled);
            if (reach.decidesAll()) {
                decided.add(phase.phase());
            }
            if (phase.phase() != Phase.ON_TCP_CONNECT) {
                findings.info(
                        "ERR_NGROK_2230",
                        phase.key(),
                        "ngrok refuses '" + phase.phase().key()
                                + "' on a TCP endpoint; Culvert runs it for connections that turn out to be HTTP.");
            }
        }
        use.report();
        if (kind == EndpointKind.CLOUD && !findings.hasErrors()) {
            undecided(decided);
        }
        var policy = new CompiledPolicy(
                rules.getOrDefault(Phase.ON_TCP_CONNECT, List.of()),
                rules.getOrDefault(Phase.ON_HTTP_REQUEST, List.of()),
                rules.getOrDefault(Phase.ON_HTTP_RESPONSE, List.of()),
                PolicyProgram.hasUpstream(kind),
                use.readsResults(),
                surroundings);
        return new PolicyProgram(policy, identities);
    }

    private void undecided(Set<Phase> decided) {
        if (!decided.contains(Phase.ON_TCP_CONNECT)) {
            var undecided = new Undecided(document, findings);
            if (decided.contains(Phase.ON_HTTP_REQUEST)) {
                undecided.reportOthers();
            } else {
                undecided.report();
            }
        }
    }

    private static String whatComes(Phase phase) {
        return switch (phase) {
            case ON_TCP_CONNECT -> "connection";
            case ON_HTTP_REQUEST -> "request";
            case ON_HTTP_RESPONSE -> "response";
            case ON_EVENT_STREAM_MESSAGE -> "message";
        };
    }

    private CompiledRule rule(Phase phase, RuleNode rule, Reach reach) {
        List<Expression> conditions = new ArrayList<>();
        for (ScalarNode node : rule.expressions()) {
            Expression condition = expressions.condition(node, findings);
            if (condition != null) {
                conditions.add(condition);
            }
        }
        reach.enter(rule);
        List<CompiledAction> actions = new ArrayList<>();
        for (int i = 0; i < rule.actions().size(); i++) {
            ActionNode node = rule.actions().get(i);
            Action action = action(phase, rule, node, reach);
            if (action != null) {
                var site = new RuleSite(rule.title(), rule.index(), node.typeName(), i, node.range());
                actions.add(new CompiledAction(site, node.reportOnly(), action));
            }
        }
        return new CompiledRule(new RuleSite(rule.title(), rule.index(), "", -1, rule.range()), conditions, actions);
    }

    private @Nullable Action action(Phase phase, RuleNode rule, ActionNode node, Reach reach) {
        ActionType type = known(node, phase).orElse(null);
        if (type == null) {
            return null;
        }
        if (phase == Phase.ON_TCP_CONNECT) {
            portability(type, node);
        }
        var own = new Findings();
        ConfigCheck.check(type, node, own);
        own.sorted().forEach(f -> findings.add(f.severity(), f.code(), f.range(), f.message(), f.fix()));
        ActionDeclaration declaration = Actions.runnable(type.name()).orElse(null);
        if (declaration == null) {
            findings.add(
                    Severity.ERROR,
                    "CULVERT_NOT_RUN",
                    node.type().range(),
                    "Culvert does not run '" + type.name()
                            + "', and the policy must not run without it; remove it, or use"
                            + " an action that Culvert runs.",
                    null);
        }
        if (declaration == null || own.hasErrors()) {
            return null;
        }

        onlyOne(type, node);
        var config = new Config(type, phase, node, identity(node), expressions, surroundings, findings);
        Action action = declaration.compile(config);
        reach.action(rule, node, declaration.isFinal(config) && !node.reportOnly());
        return action;
    }

    /** The action's declaration, if there is one and it may stand here. */
    private Optional<ActionType> known(ActionNode node, Phase phase) {
        Optional<ActionType> type = Actions.type(node.typeName());
        if (type.isEmpty()) {
            findings.error(
                    2201,
                    node.type().range(),
                    "There is no action '" + node.typeName() + "'"
                            + Actions.nearest(node.typeName())
                                    .map(near -> "; did you mean '" + near + "'?")
                                    .orElse("; write restrict-ips, deny or forward-internal, for example."));
            return type;
        }
        if (!type.get().runsIn(phase)) {
            findings.error(
                    2202,
                    node.type().range(),
                    "'" + node.typeName() + "' cannot stand in " + phase.key() + "; it belongs in "
                            + type.get().phases().stream()
                                    .map(Phase::key)
                                    .sorted()
                                    .toList()
                                    .getFirst() + ".");
            return Optional.empty();
        }
        return type;
    }

    private void onlyOne(ActionType type, ActionNode node) {
        if (type.name().equals(AUTHENTICATES)) {
            if (isAuthenticating) {
                findings.info(
                        "ERR_NGROK_2239",
                        node.type().range(),
                        "ngrok refuses more than one action that authenticates; Culvert runs them all.");
            }
            isAuthenticating = true;
        }
    }

    private void portability(ActionType type, ActionNode node) {
        switch (type.portability()) {
            case SAME -> {}
            case ELSEWHERE ->
                findings.info(
                        "ERR_NGROK_2205",
                        node.type().range(),
                        "Culvert runs '" + type.name() + "' on TCP endpoints; ngrok would refuse it there.");
            case UNKNOWN ->
                findings.info(
                        "ERR_NGROK_2201",
                        node.type().range(),
                        "'" + type.name() + "' is Culvert's own; ngrok would refuse it.");
        }
    }

    /** What the action is, not where it stands: so its counts survive edits around it. */
    private String identity(ActionNode node) {
        String content = node.typeName()
                + (node.config() == null ? "" : " " + node.config().canonical());
        int before = sameActions.merge(content, 1, Integer::sum);
        String identity = before == 1 ? content : content + " #" + before;
        identities.add(identity);
        return identity;
    }
}
