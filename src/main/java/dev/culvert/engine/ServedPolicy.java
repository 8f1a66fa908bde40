package dev.culvert.engine;

import dev.culvert.model.EndpointKind;
import dev.culvert.policy.PolicyProgram;
import dev.culvert.policy.facts.EndpointFacts;
import dev.culvert.policy.run.PolicyState;

/**
 * What decides an endpoint's connections.
 *
 * @param program the policy, compiled
 * @param state what it remembers from connection to connection; the same for all versions of an endpoint
 * @param endpoint what it may know of the endpoint
 * @param region the name of the ingress, as policies know it
 */
public record ServedPolicy(PolicyProgram program, PolicyState state, EndpointFacts endpoint, String region) {

    /** No policy: agent endpoints forward everything, cloud endpoints nothing. */
    public static ServedPolicy none(EndpointKind kind) {
        return new ServedPolicy(
                PolicyProgram.none(kind), new PolicyState(), new EndpointFacts("", "tcp", "", "", 0), "");
    }
}
