package dev.culvert.policy.run;

/**
 * What an action with {@code report_only} would have done.
 *
 * @param site the action
 * @param step what it would have done
 */
public record Report(RuleSite site, Outcome step) {}
