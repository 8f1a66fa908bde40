package dev.culvert.policy.run;

import org.jspecify.annotations.Nullable;

/** Outcomes in words, for traces. */
public final class StepText {

    private StepText() {}

    /** What an outcome does; {@code continue} for none. */
    public static String of(@Nullable Outcome outcome) {
        return switch (outcome) {
            case null -> "continue";
            case Step.Forward ignored -> "forward to the upstream";
            case Step.ForwardInternal forward -> "forward to " + forward.url();
            case Step.TerminateTls ignored -> "terminate TLS";
            case Step.Close close -> "close: " + close.reason().wireName();
            case Outcome.Answer answer -> "answer " + answer.answer().status();
            case Outcome.Change ignored -> "change it";
        };
    }
}
