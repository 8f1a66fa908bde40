package dev.culvert.policy.run;

import java.util.List;

/**
 * A policy ready to run.
 *
 * @param rules the rules of {@code on_tcp_connect}, in order
 * @param requestRules the rules of {@code on_http_request}, in order
 * @param responseRules the rules of {@code on_http_response}, in order
 * @param hasUpstream whether what no rule decides has somewhere to go
 * @param keepsResults whether anything in it reads {@code actions.ngrok.*}; if nothing does, results are not kept
 * @param surroundings what is looked up
 */
public record CompiledPolicy(
        List<CompiledRule> rules,
        List<CompiledRule> requestRules,
        List<CompiledRule> responseRules,
        boolean hasUpstream,
        boolean keepsResults,
        Surroundings surroundings) {

    /** Copies the rules. */
    public CompiledPolicy {
        rules = List.copyOf(rules);
        requestRules = List.copyOf(requestRules);
        responseRules = List.copyOf(responseRules);
    }

    /** Whether there is anything to be done with requests or responses. */
    public boolean hasHttpPhases() {
        return !requestRules.isEmpty() || !responseRules.isEmpty();
    }

    /** What becomes of a connection that no rule decides. Where there are HTTP phases, its requests may be decided yet. */
    Step fallThrough() {
        return hasUpstream || hasHttpPhases() ? Step.Forward.TO_UPSTREAM : Step.Close.UNDECIDED;
    }
}
