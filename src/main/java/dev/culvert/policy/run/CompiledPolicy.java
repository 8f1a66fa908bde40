package dev.culvert.policy.run;

import java.util.List;

/**
 * A policy ready to run.
 *
 * @param rules the rules, in order
 * @param fallThrough what happens if none of them decides
 * @param keepsResults whether anything in it reads {@code actions.ngrok.*}; if nothing does, results are not kept
 * @param surroundings what is looked up
 */
public record CompiledPolicy(
        List<CompiledRule> rules, Step fallThrough, boolean keepsResults, Surroundings surroundings) {

    /** Copies the rules. */
    public CompiledPolicy {
        rules = List.copyOf(rules);
    }
}
