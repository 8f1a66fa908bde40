package dev.culvert.gateway;

import dev.culvert.gateway.geo.GeoDatabase;
import dev.culvert.model.EndpointDraft;
import dev.culvert.model.EndpointKind;
import dev.culvert.model.FieldProblem;
import dev.culvert.policy.CheckedPolicy;
import dev.culvert.policy.facts.IpPolicies;
import java.util.List;

/**
 * Checks what is written of an endpoint by itself, whatever other endpoints there are; where no gateway runs, that is all
 * that can be known. Any thread may use it.
 */
public final class DraftCheck {

    private final Policies policies;

    DraftCheck(Policies policies) {
        this.policies = policies;
    }

    /** A check without a gateway: no IP policy is known, and no place. */
    public static DraftCheck alone() {
        return new DraftCheck(new Policies(IpPolicies.NONE, new GeoDatabase()));
    }

    /** What is wrong with the draft. */
    public List<FieldProblem> problems(EndpointDraft draft) {
        return new EndpointCheck(draft, null, Ingresses.detect(), policies, List.of()).problems();
    }

    /** What there is to say of a traffic policy. */
    public CheckedPolicy policy(String text, EndpointKind kind) {
        return policies.check(text, kind);
    }
}
