package dev.culvert.policy.action;

import dev.culvert.policy.cidr.Cidr;
import dev.culvert.policy.cidr.CidrSet;
import dev.culvert.policy.cidr.IpAddress;
import dev.culvert.policy.expression.ExpressionFailure;
import dev.culvert.policy.facts.IpPolicies;
import dev.culvert.policy.run.Action;
import dev.culvert.policy.run.Outcome;
import dev.culvert.policy.run.PhaseRun;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code restrict-ips} at work. */
final class IpRestriction implements Action {

    private final NetworkList allow;
    private final NetworkList deny;
    private final List<String> policies;
    private final boolean enforce;
    private final Outcome refusal;
    private volatile Rules rules = new Rules(Long.MIN_VALUE, CidrSet.EMPTY, CidrSet.EMPTY);

    /** The rules of the IP policies as they were at some version. */
    private record Rules(long version, CidrSet allow, CidrSet deny) {}

    IpRestriction(NetworkList allow, NetworkList deny, List<String> policies, boolean enforce, Outcome refusal) {
        this.allow = allow;
        this.deny = deny;
        this.policies = List.copyOf(policies);
        this.enforce = enforce;
        this.refusal = refusal;
    }

    @Override
    public @Nullable Outcome run(PhaseRun run) throws ExpressionFailure {
        IpAddress client = run.facts().clientIp();
        Cidr denying = deny.find(client, run);
        Cidr allowing = null;
        if (denying == null) {
            allowing = allow.find(client, run);
            if (!policies.isEmpty()) {
                Rules now = rules(run.surroundings().ipPolicies());
                denying = now.deny.find(client);
                allowing = allowing == null ? now.allow.find(client) : allowing;
            }
        }
        boolean permitted = allowing != null && denying == null;
        Cidr matched = denying != null ? denying : allowing;
        run.matched(matched);
        if (run.keepsResults()) {
            results(run, permitted, matched);
        }
        if (run.isTraced()) {
            run.note(words(client, permitted, matched));
        }
        return permitted || !enforce ? null : refusal;
    }

    private static void results(PhaseRun run, boolean permitted, @Nullable Cidr matched) {
        run.result("restrict_ips.action", permitted ? "allow" : "deny");
        run.result("restrict_ips.matched_cidr", matched == null ? "" : matched.toString());
        run.result("restrict_ips.error.code", permitted ? null : "ERR_NGROK_3203");
        run.result("restrict_ips.error.message", permitted ? null : "The client's address is not allowed to connect.");
    }

    private String words(IpAddress client, boolean permitted, @Nullable Cidr matched) {
        String by = matched == null ? "is in no network that is named" : "is in " + matched;
        return client + " " + by + ": " + (permitted ? "allow" : enforce ? "deny" : "deny, not enforced");
    }

    private Rules rules(IpPolicies ipPolicies) {
        long version = ipPolicies.version();
        Rules known = rules;
        if (known.version == version) {
            return known;
        }
        List<Cidr> allowed = new ArrayList<>();
        List<Cidr> denied = new ArrayList<>();
        for (String id : policies) {
            // a policy that was deleted has no rules
            ipPolicies.find(id).ifPresent(r -> {
                allowed.addAll(r.allow());
                denied.addAll(r.deny());
            });
        }
        Rules made = new Rules(version, CidrSet.of(allowed), CidrSet.of(denied));
        rules = made;
        return made;
    }
}
