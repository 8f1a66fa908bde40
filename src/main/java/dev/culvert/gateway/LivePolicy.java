package dev.culvert.gateway;

import dev.culvert.engine.ServedPolicy;
import dev.culvert.model.Endpoint;
import dev.culvert.model.EndpointKind;
import dev.culvert.policy.CheckedPolicy;
import dev.culvert.policy.PolicyProgram;
import dev.culvert.policy.facts.EndpointFacts;
import dev.culvert.policy.run.PolicyState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint's policy from version to version: the text is compiled when it is another one, and what policies count
 * from connection to connection goes on. On the gateway's thread only.
 */
final class LivePolicy {

    private final Policies policies;
    private final PolicyState state = new PolicyState();
    private @Nullable String text;
    private @Nullable EndpointKind kind;
    private @Nullable PolicyProgram program;
    private String obstacle = "";

    LivePolicy(Policies policies) {
        this.policies = policies;
    }

    /** What decides the connections of that version; empty if its policy cannot run. */
    Optional<ServedPolicy> of(Endpoint endpoint, String region) {
        compile(endpoint.spec().trafficPolicy(), endpoint.spec().kind());
        return Optional.ofNullable(program)
                .map(p -> new ServedPolicy(p, state, EndpointFacts.of(endpoint.id(), endpoint.url()), region));
    }

    /** Why the policy cannot run. */
    String obstacle() {
        return obstacle;
    }

    /** Forgets what was counted for actions that are not in the policy any more. */
    void takeOver() {
        if (program != null) {
            program.takeOver(state);
        }
    }

    private void compile(String wanted, EndpointKind whose) {
        if (program != null && wanted.equals(text) && whose == kind) {
            return;
        }
        text = wanted;
        kind = whose;
        if (wanted.isBlank()) {
            program = PolicyProgram.none(whose);
            return;
        }
        CheckedPolicy checked = policies.language().checkAgain(wanted, whose);
        program = checked.program().orElse(null);
        obstacle = checked.firstError()
                .map(e ->
                        "The traffic policy has an error at " + e.range() + ": " + e.message() + " (" + e.code() + ")")
                .orElse("");
    }
}
