package dev.culvert.gateway;

import dev.culvert.model.FieldProblem;
import dev.culvert.model.InvalidValue;
import dev.culvert.model.IpPolicy;
import dev.culvert.model.IpPolicyRule;
import dev.culvert.model.event.EventType;
import dev.culvert.policy.cidr.Cidr;
import dev.culvert.policy.facts.IpPolicies;
import dev.culvert.store.IpPolicyTable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The IP policies that exist. What is changed here reaches running policies with the next connection. Reading does not wait
 * and may be done by any thread; changes wait for the disk and come one after the other. The rules are ngrok's (errors 1406
 * to 1422); a policy that is deleted while a traffic policy names it counts as one without rules, which allows nobody.
 */
public final class IpPolicyRegistry implements IpPolicies {

    private static final int MAX_POLICIES = 1_000;
    private static final int MAX_RULES = 10_000;

    private final IpPolicyTable table;
    private final Audit audit;
    private final int maxPolicies;
    private final int maxRules;
    private final Object changes = new Object();
    private volatile State state;

    /** What exists at a time. */
    private record State(long version, List<IpPolicy> policies, List<IpPolicyRule> rules, Map<String, Rules> byPolicy) {

        static State of(long version, List<IpPolicy> policies, List<IpPolicyRule> rules) {
            Map<String, List<Cidr>> allow = new HashMap<>();
            Map<String, List<Cidr>> deny = new HashMap<>();
            for (IpPolicyRule rule : rules) {
                Map<String, List<Cidr>> lists = rule.action() == IpPolicyRule.Action.ALLOW ? allow : deny;
                lists.computeIfAbsent(rule.policy(), id -> new ArrayList<>()).add(Cidr.parse(rule.cidr()));
            }
            Map<String, Rules> byPolicy = new HashMap<>();
            for (IpPolicy policy : policies) {
                byPolicy.put(
                        policy.id(),
                        new Rules(
                                allow.getOrDefault(policy.id(), List.of()), deny.getOrDefault(policy.id(), List.of())));
            }
            return new State(version, List.copyOf(policies), List.copyOf(rules), Map.copyOf(byPolicy));
        }
    }

    IpPolicyRegistry(IpPolicyTable table, Audit audit) {
        this(table, audit, MAX_POLICIES, MAX_RULES);
    }

    IpPolicyRegistry(IpPolicyTable table, Audit audit, int maxPolicies, int maxRules) {
        this.table = table;
        this.audit = audit;
        this.maxPolicies = maxPolicies;
        this.maxRules = maxRules;
        this.state = State.of(1, table.policies(), table.rules());
    }

    @Override
    public Optional<Rules> find(String id) {
        return Optional.ofNullable(state.byPolicy.get(id));
    }

    @Override
    public long version() {
        return state.version;
    }

    /** All IP policies, the oldest first. */
    public List<IpPolicy> policies() {
        return state.policies;
    }

    /** The IP policy with that id. */
    public Optional<IpPolicy> policy(String id) {
        return policies().stream().filter(p -> p.id().equals(id)).findFirst();
    }

    /** The rules of all IP policies, the oldest first. */
    public List<IpPolicyRule> rules() {
        return state.rules;
    }

    /** The rule with that id. */
    public Optional<IpPolicyRule> rule(String id) {
        return rules().stream().filter(r -> r.id().equals(id)).findFirst();
    }

    /**
     * Makes an IP policy without rules.
     *
     * @throws Rejection if a text is too long
     */
    public IpPolicy create(String description, String metadata) {
        new Notes(description, metadata).check();
        synchronized (changes) {
            if (policies().size() >= maxPolicies) {
                throw rejection("id", "ERR_NGROK_1411", "There are " + maxPolicies + " IP policies; delete one first.");
            }
            var policy = new IpPolicy(Ids.ipPolicy(), description, metadata, now());
            audit.audit(() -> table.save(policy), EventType.IP_POLICY_CREATED, AuditObjects.of(policy));
            reload();
            return policy;
        }
    }

    /**
     * Changes the texts that are given; null leaves one as it is.
     *
     * @throws Rejection if a text is too long
     * @throws NotFound if there is no such policy
     */
    public IpPolicy update(String id, @Nullable String description, @Nullable String metadata) {
        synchronized (changes) {
            IpPolicy old = policy(id).orElseThrow(() -> new NotFound(id));
            var changed = new IpPolicy(
                    id, orElse(description, old.description()), orElse(metadata, old.metadata()), old.createdAt());
            new Notes(changed.description(), changed.metadata()).check();
            audit.audit(() -> table.save(changed), EventType.IP_POLICY_UPDATED, AuditObjects.of(changed));
            reload();
            return changed;
        }
    }

    /**
     * Deletes an IP policy and its rules.
     *
     * @throws NotFound if there is no such policy
     */
    public void delete(String id) {
        synchronized (changes) {
            IpPolicy gone = policy(id).orElseThrow(() -> new NotFound(id));
            audit.audit(() -> table.deletePolicy(id), EventType.IP_POLICY_DELETED, AuditObjects.of(gone));
            reload();
        }
    }

    /**
     * Adds a rule to an IP policy.
     *
     * @param policy the policy's id
     * @param cidr the network, with its prefix
     * @param action {@code allow} or {@code deny}
     * @throws Rejection if anything is wrong with it
     */
    public IpPolicyRule createRule(String policy, String cidr, String action, String description, String metadata) {
        List<FieldProblem> problems = new Notes(description, metadata).problems();
        IpPolicyRule.Action parsed = null;
        try {
            parsed = IpPolicyRule.Action.parse(action);
        } catch (InvalidValue e) {
            problems.addFirst(new FieldProblem("action", e.code(), e.getMessage()));
        }
        synchronized (changes) {
            if (policy(policy).isEmpty()) {
                problems.addFirst(new FieldProblem(
                        "ip_policy_id", "ERR_NGROK_1414", "There is no IP policy with the id '" + policy + "'."));
            } else if (rulesOf(policy).size() >= maxRules) {
                problems.addFirst(new FieldProblem(
                        "ip_policy_id",
                        "ERR_NGROK_1417",
                        "This IP policy has " + maxRules + " rules; delete one first."));
            }
            String network = network(cidr, policy, null, problems);
            if (!problems.isEmpty() || parsed == null) {
                throw new Rejection(problems);
            }
            var rule = new IpPolicyRule(Ids.ipPolicyRule(), policy, network, parsed, description, metadata, now());
            audit.audit(() -> table.save(rule), EventType.IP_POLICY_RULE_CREATED, AuditObjects.of(rule));
            reload();
            return rule;
        }
    }

    /**
     * Changes what is given of a rule; null leaves it as it is. Its policy and its action stay.
     *
     * @throws Rejection if anything is wrong
     * @throws NotFound if there is no such rule
     */
    public IpPolicyRule updateRule(
            String id, @Nullable String cidr, @Nullable String description, @Nullable String metadata) {
        synchronized (changes) {
            IpPolicyRule old = rule(id).orElseThrow(() -> new NotFound(id));
            String words = orElse(description, old.description());
            String data = orElse(metadata, old.metadata());
            List<FieldProblem> problems = new Notes(words, data).problems();
            String network = cidr == null ? old.cidr() : network(cidr, old.policy(), id, problems);
            if (!problems.isEmpty()) {
                throw new Rejection(problems);
            }
            var changed = new IpPolicyRule(id, old.policy(), network, old.action(), words, data, old.createdAt());
            audit.audit(() -> table.save(changed), EventType.IP_POLICY_RULE_UPDATED, AuditObjects.of(changed));
            reload();
            return changed;
        }
    }

    /**
     * Deletes a rule.
     *
     * @throws NotFound if there is no such rule
     */
    public void deleteRule(String id) {
        synchronized (changes) {
            IpPolicyRule gone = rule(id).orElseThrow(() -> new NotFound(id));
            audit.audit(() -> table.deleteRule(id), EventType.IP_POLICY_RULE_DELETED, AuditObjects.of(gone));
            reload();
        }
    }

    private List<IpPolicyRule> rulesOf(String policy) {
        return rules().stream().filter(r -> r.policy().equals(policy)).toList();
    }

    /** The network as it is kept; what is wrong with it goes to the problems. */
    private String network(String text, String policy, @Nullable String editing, List<FieldProblem> problems) {
        String written = text.strip();
        Cidr cidr;
        try {
            cidr = Cidr.parse(written);
        } catch (InvalidValue e) {
            problems.addFirst(new FieldProblem("cidr", "ERR_NGROK_1406", e.getMessage()));
            return written;
        }
        int slash = written.indexOf('/');
        if (slash < 0) {
            problems.addFirst(new FieldProblem(
                    "cidr", "ERR_NGROK_1413", "The prefix is missing; write " + cidr + " to mean this one address."));
        } else if (!Cidr.parse(written.substring(0, slash)).network().equals(cidr.network())) {
            problems.addFirst(new FieldProblem(
                    "cidr",
                    "ERR_NGROK_1409",
                    "'" + written + "' is not the lowest address of its network; write " + cidr + "."));
        } else if (rulesOf(policy).stream()
                .anyMatch(r -> r.cidr().equals(cidr.toString()) && !r.id().equals(editing))) {
            problems.addFirst(
                    new FieldProblem("cidr", "ERR_NGROK_1408", "This IP policy has a rule for " + cidr + " already."));
        }
        return cidr.toString();
    }

    private void reload() {
        state = State.of(state.version + 1, table.policies(), table.rules());
    }

    private static Rejection rejection(String field, String code, String message) {
        return new Rejection(List.of(new FieldProblem(field, code, message)));
    }

    private static String orElse(@Nullable String given, String otherwise) {
        return given == null ? otherwise : given;
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
