package dev.culvert.policy.text;

import org.jspecify.annotations.Nullable;

/**
 * Something to say about a place in a policy.
 *
 * @param severity how much it weighs
 * @param code ngrok's error code, {@code ERR_NGROK_n}, or a code of Culvert's own, {@code CULVERT_…}, where ngrok has none
 * @param message what is wrong and what to do, in whole sentences
 * @param range where
 * @param fix a change that mends it; null if there is no single one
 */
public record Finding(
        Severity severity,
        String code,
        String message,
        TextRange range,
        @Nullable QuickFix fix) {

    /** Whether the policy cannot run because of it. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** As {@code line:col: severity code message}. */
    @Override
    public String toString() {
        return range + ": " + severity.wireName() + " " + code + " " + message;
    }
}
