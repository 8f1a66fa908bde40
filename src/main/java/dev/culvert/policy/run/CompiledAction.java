package dev.culvert.policy.run;

/**
 * An action in its place.
 *
 * @param site where it stands
 * @param reportOnly whether it only reports what it would do
 * @param action what it does
 */
public record CompiledAction(RuleSite site, boolean reportOnly, Action action) {}
