package dev.culvert.policy.run;

import org.jspecify.annotations.Nullable;

/** Steps in words, for traces. */
public final class StepText {

    private StepText() {}

    /** What a step does; {@code continue} for none. */
    public static String of(@Nullable Step step) {
        return switch (step) {
            case null -> "continue";
            case Step.Forward ignored -> "forward to the upstream";
            case Step.ForwardInternal forward -> "forward to " + forward.url();
            case Step.TerminateTls ignored -> "terminate TLS";
            case Step.Close close -> "close: " + close.reason().wireName();
        };
    }
}
