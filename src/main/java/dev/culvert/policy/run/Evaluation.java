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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A policy at work on one connection. {@link #start} runs until something is to be done; after
 * {@link Step.TerminateTls} it goes on with {@link #tlsEstablished}, after {@link Step.ForwardInternal} that failed with
 * {@link #forwardFailed}. When the connection has ended, however it ended, {@link #end} gives back what it has counted.
 * For one thread at a time.
 */
public final class Evaluation implements Scope, CelVariableResolver {

    private static final int AT_CONDITIONS = -1;

    private final CompiledPolicy policy;
    private final Facts facts;
    private final PolicyState state;
    private final @Nullable Trace trace;
    private int rule;
    private int action = AT_CONDITIONS;
    private @Nullable Step step;
    private @Nullable RuleSite decidedBy;
    private @Nullable Object matched;
    private @Nullable TlsFacts tls;
    private @Nullable String forwardError;
    private @Nullable Extras extras;

    /** What most evaluations do not need. */
    private static final class Extras {
        private final Map<String, Object> vars = new HashMap<>();
        private final Map<String, Object> results = new HashMap<>();
        private final List<Map<String, Object>> logs = new ArrayList<>();
        private final List<BandwidthLimit> bandwidth = new ArrayList<>();
        private final List<Report> reports = new ArrayList<>();
        private final List<PolicyState.Key> counted = new ArrayList<>();
        private @Nullable Failure failure;
        private @Nullable GeoRecord clientGeo;
        private @Nullable GeoRecord serverGeo;
    }

    /**
     * Prepares an evaluation; programs call this.
     *
     * @param policy what to run
     * @param facts the connection
     * @param state what is remembered between connections
     * @param trace where to write down what happens; null for nowhere
     */
    public Evaluation(CompiledPolicy policy, Facts facts, PolicyState state, @Nullable Trace trace) {
        this.policy = policy;
        this.facts = facts;
        this.state = state;
        this.trace = trace;
    }

    /** Runs from the first rule on. */
    public Step start() {
        if (step != null) {
            throw new IllegalStateException("this evaluation has started before");
        }
        return proceed();
    }

    /** Says before {@link #start} that TLS was terminated already, by an endpoint that the connection came through. */
    public void arriveWith(TlsFacts session) {
        tls = session;
    }

    /** Goes on after the handshake that {@link Step.TerminateTls} asked for. */
    public Step tlsEstablished(TlsFacts session) {
        if (!(step instanceof Step.TerminateTls)) {
            throw new IllegalStateException("no handshake was asked for");
        }
        tls = session;
        return proceed();
    }

    /**
     * Goes on after forwarding to an internal endpoint failed: with the next action where the policy says so, and else
     * by closing.
     *
     * @param code ngrok's code for what went wrong
     * @param message what went wrong
     */
    public Step forwardFailed(String code, String message) {
        if (!(step instanceof Step.ForwardInternal forward)) {
            throw new IllegalStateException("no forwarding was asked for");
        }
        if (!forward.continues()) {
            forwardError = message;
            step = Step.Close.UNREACHABLE;
            return step;
        }
        result("forward_internal.url", forward.url());
        result("forward_internal.error.code", code);
        result("forward_internal.error.message", message);
        return proceed();
    }

    /** Why the forwarding failed that the policy does not go on after; null if none did. */
    public @Nullable String forwardError() {
        return forwardError;
    }

    /** Gives back what the connection has counted. To be called once the connection has ended; again does nothing. */
    public void end() {
        if (extras != null) {
            extras.counted.forEach(state::release);
            extras.counted.clear();
        }
    }

    /** What it came to so far. */
    public Decision decision() {
        Extras e = extras == null ? new Extras() : extras;
        return new Decision(
                step == null ? policy.fallThrough() : step,
                decidedBy,
                matched == null ? "" : matched.toString(),
                e.logs,
                e.bandwidth,
                e.reports,
                e.failure);
    }

    private Step proceed() {
        decidedBy = null;
        step = run();
        return step;
    }

    private Step run() {
        List<CompiledRule> rules = policy.rules();
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
                Step outcome = perform(next);
                if (outcome != null) {
                    decidedBy = next.site();
                    return outcome;
                }
            }
            action = AT_CONDITIONS;
        }
        return policy.fallThrough();
    }

    /** A rule all of whose actions only report must not close anything, even by failing. */
    private Step failed(CompiledRule current, ExpressionFailure e) {
        extras().failure = new Failure(e.code(), e.getMessage(), e.range());
        if (!current.actions().isEmpty() && current.actions().stream().allMatch(CompiledAction::reportOnly)) {
            extras().reports.add(new Report(current.site(), Step.Close.POLICY_ERROR));
            rule++;
            return run();
        }
        decidedBy = current.site();
        return Step.Close.POLICY_ERROR;
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

    private @Nullable Step perform(CompiledAction next) {
        Step outcome;
        try {
            outcome = next.action().run(this);
        } catch (ExpressionFailure e) {
            extras().failure = new Failure(e.code(), e.getMessage(), e.range());
            outcome = Step.Close.POLICY_ERROR;
            note(e.getMessage());
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
        Extras e = extras();
        if (e.clientGeo == null) {
            e.clientGeo = policy.surroundings().geo().find(facts.clientIp());
        }
        return e.clientGeo;
    }

    @Override
    public GeoRecord serverGeo() {
        Extras e = extras();
        if (e.serverGeo == null) {
            e.serverGeo = policy.surroundings().geo().find(facts.serverIp());
        }
        return e.serverGeo;
    }

    @Override
    public Map<String, Object> vars() {
        return extras == null ? Map.of() : extras.vars;
    }

    @Override
    public @Nullable Object result(String name) {
        return extras == null ? null : extras.results.get(name);
    }
}
