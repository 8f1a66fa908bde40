package dev.culvert.policy.run;

import dev.cel.runtime.CelVariableResolver;
import dev.culvert.policy.expression.Expression;
import dev.culvert.policy.expression.ExpressionFailure;
import dev.culvert.policy.expression.Scope;
import dev.culvert.policy.expression.Values;
import dev.culvert.policy.expression.Variables;
import dev.culvert.policy.facts.Facts;
import dev.culvert.policy.facts.GeoRecord;
import dev.culvert.policy.facts.TlsFacts;
import dev.culvert.policy.http.RequestHead;
import dev.culvert.policy.http.RequestProgress;
import dev.culvert.policy.http.ResponseHead;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One phase of a policy at work: the way through its rules, what its expressions read, and what its actions say. It stops
 * where an action decides, and goes on behind that action if it is told to. For one thread at a time.
 */
public sealed class PhaseRun implements Scope, CelVariableResolver permits Evaluation, HttpRun {

    private static final int AT_CONDITIONS = -1;

    private final CompiledPolicy policy;
    private final List<CompiledRule> rules;
    private final Outcome whenFailed;
    private final Facts facts;
    private final PolicyState state;
    private final @Nullable Trace trace;
    private int rule;
    private int action = AT_CONDITIONS;
    private @Nullable RuleSite decidedBy;
    private @Nullable Object matched;
    private @Nullable TlsFacts tls;
    private @Nullable Extras extras;

    PhaseRun(
            CompiledPolicy policy,
            List<CompiledRule> rules,
            Outcome whenFailed,
            Facts facts,
            PolicyState state,
            @Nullable Trace trace) {
        this.policy = policy;
        this.rules = rules;
        this.whenFailed = whenFailed;
        this.facts = facts;
        this.state = state;
        this.trace = trace;
    }

    /** Goes on from where it is; null if no rule decides. */
    final @Nullable Outcome proceed() {
        decidedBy = null;
        return run();
    }

    private @Nullable Outcome run() {
        for (; rule < rules.size(); rule++) {
            CompiledRule current = rules.get(rule);
            if (action == AT_CONDITIONS) {
                try {
                    if (!matches(current)) {
                        continue;
                    }
                } catch (ExpressionFailure e) {
                    return failed(current, e);
                }
                action = 0;
            }
            List<CompiledAction> actions = current.actions();
            while (action < actions.size()) {
                CompiledAction next = actions.get(action++);
                Outcome outcome = perform(next);
                if (outcome != null) {
                    decidedBy = next.site();
                    return outcome;
                }
            }
            action = AT_CONDITIONS;
        }
        return null;
    }

    /** A rule all of whose actions only report must not close anything, even by failing. */
    private @Nullable Outcome failed(CompiledRule current, ExpressionFailure e) {
        extras().failure = new Failure(e.code(), e.getMessage(), e.range());
        if (!current.actions().isEmpty() && current.actions().stream().allMatch(CompiledAction::reportOnly)) {
            extras().reports.add(new Report(current.site(), whenFailed));
            rule++;
            return run();
        }
        decidedBy = current.site();
        return whenFailed;
    }

    private boolean matches(CompiledRule current) throws ExpressionFailure {
        if (trace != null) {
            trace.rule(current.site());
        }
        List<Expression> conditions = current.conditions();
        for (int i = 0; i < conditions.size(); i++) {
            if (!holds(current, conditions.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean holds(CompiledRule current, Expression condition) throws ExpressionFailure {
        if (trace == null) {
            return condition.holds(this);
        }
        try {
            boolean holds = condition.holds(this);
            trace.condition(current.site(), condition, Boolean.toString(holds), false, this);
            return holds;
        } catch (ExpressionFailure e) {
            trace.condition(current.site(), condition, e.getMessage(), true, this);
            throw e;
        }
    }

    private @Nullable Outcome perform(CompiledAction next) {
        Outcome outcome;
        Object message = next.reportOnly() ? message() : null;
        try {
            outcome = next.action().run(this);
        } catch (ExpressionFailure e) {
            extras().failure = new Failure(e.code(), e.getMessage(), e.range());
            outcome = whenFailed;
            note(e.getMessage());
        }
        if (outcome == null && next.reportOnly() && !Objects.equals(message, message())) {
            outcome = Outcome.Change.OF_THE_MESSAGE;
            restore(Objects.requireNonNull(message));
        }
        if (trace != null) {
            trace.action(next, StepText.of(outcome));
        }
        if (outcome != null && next.reportOnly()) {
            extras().reports.add(new Report(next.site(), outcome));
            return null;
        }
        return outcome;
    }

    /** The action or the rule that decided; null if none did. */
    final @Nullable RuleSite decidedBy() {
        return decidedBy;
    }

    final String matchedCidr() {
        return matched == null ? "" : matched.toString();
    }

    final List<Map<String, Object>> logs() {
        return extras == null ? List.of() : extras.logs;
    }

    /** What its actions hold the connection's bandwidth to; not to be changed. */
    public final List<BandwidthLimit> bandwidth() {
        return extras == null ? List.of() : extras.bandwidth;
    }

    final List<Report> reports() {
        return extras == null ? List.of() : extras.reports;
    }

    /** Why a rule could not be evaluated; null if all could. */
    public final @Nullable Failure failure() {
        return extras == null ? null : extras.failure;
    }

    final void tls(@Nullable TlsFacts session) {
        tls = session;
    }

    /** Gives back what was counted with {@link #countOpen}. */
    final void release() {
        if (extras != null) {
            extras.counted.forEach(state::release);
            extras.counted.clear();
        }
    }

    /** Takes over what the actions of an earlier phase have left. */
    final void continueFrom(PhaseRun earlier) {
        if (earlier.extras != null && !earlier.extras.results.isEmpty()) {
            extras().results.putAll(earlier.extras.results);
        }
    }

    /** What actions of this phase may change; null if there is nothing. */
    @Nullable Object message() {
        return null;
    }

    /** Takes back a change to that. */
    void restore(Object message) {
        throw new IllegalStateException("there is no message");
    }

    private Extras extras() {
        if (extras == null) {
            extras = new Extras();
        }
        return extras;
    }

    /** Actions: whether a trace is wanted, so that words for it are worth making. */
    public boolean isTraced() {
        return trace != null;
    }

    /** Actions: says in words what they saw; read only in traces. */
    public void note(String words) {
        if (trace != null) {
            trace.note(words);
        }
    }

    /** Actions: whether anything reads results, so that they are worth making. */
    public boolean keepsResults() {
        return policy.keepsResults();
    }

    /** Actions: sets a result variable, {@code restrict_ips.action}; null takes it away. */
    public void result(String name, @Nullable Object value) {
        if (value != null && policy.keepsResults()) {
            extras().results.put(name, value);
        } else if (extras != null) {
            extras.results.remove(name);
        }
    }

    /** Actions: sets a variable of {@code vars}. */
    public void var(String name, Object value) {
        extras().vars.put(name, Values.toCel(value));
    }

    /** Actions: adds metadata to the connection's record. */
    public void log(Map<String, Object> metadata) {
        extras().logs.add(metadata);
    }

    /** Actions: limits the connection's bandwidth. */
    public void limit(BandwidthLimit bandwidth) {
        extras().bandwidth.add(bandwidth);
    }

    /** Actions: the network that decided; made a text only when somebody asks. */
    public void matched(@Nullable Object cidr) {
        matched = cidr;
    }

    /** Actions: counts this connection among the open ones until it ends; false if it would be one too many. */
    public boolean countOpen(PolicyState.Key key, long max) {
        boolean admitted = state.acquire(key, max);
        if (admitted) {
            extras().counted.add(key);
        }
        return admitted;
    }

    /** Actions: what is remembered between connections. */
    public PolicyState state() {
        return state;
    }

    /** Actions: what is looked up. */
    public Surroundings surroundings() {
        return policy.surroundings();
    }

    /** A forwarding failed that the policy goes on after. */
    final void notForwarded(String url, String code, String message) {
        result("forward_internal.url", url);
        result("forward_internal.error.code", code);
        result("forward_internal.error.message", message);
    }

    @Override
    public Optional<Object> find(String name) {
        return Variables.find(name, this);
    }

    @Override
    public Facts facts() {
        return facts;
    }

    @Override
    public @Nullable TlsFacts tls() {
        return tls;
    }

    @Override
    public GeoRecord clientGeo() {
        return extras().clientGeo(policy.surroundings().geo(), facts.clientIp());
    }

    @Override
    public GeoRecord serverGeo() {
        return extras().serverGeo(policy.surroundings().geo(), facts.serverIp());
    }

    @Override
    public Map<String, Object> vars() {
        return extras == null ? Map.of() : extras.vars;
    }

    @Override
    public @Nullable Object result(String name) {
        return extras == null ? null : extras.results.get(name);
    }

    @Override
    public @Nullable RequestHead request() {
        return null;
    }

    @Override
    public @Nullable ResponseHead response() {
        return null;
    }

    @Override
    public RequestProgress progress() {
        return RequestProgress.NONE;
    }

    @Override
    public Instant now() {
        return facts.start();
    }
}
