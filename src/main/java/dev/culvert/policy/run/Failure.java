package dev.culvert.policy.run;

import dev.culvert.policy.text.TextRange;

/**
 * What failed while a policy ran.
 *
 * @param code ngrok's code
 * @param message what, in a sentence
 * @param range where
 */
public record Failure(String code, String message, TextRange range) {}
