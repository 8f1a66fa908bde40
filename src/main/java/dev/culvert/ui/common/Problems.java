package dev.culvert.ui.common;

import dev.culvert.gateway.Rejection;
import dev.culvert.model.FieldProblem;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/** Reads what a failed future of the gateway came to. */
public final class Problems {

    private Problems() {}

    /** What is wrong with the fields, if that is why it failed; else nothing. */
    public static List<FieldProblem> ofFields(Throwable thrown) {
        return cause(thrown) instanceof Rejection rejection ? rejection.problems() : List.of();
    }

    /** Why it failed, in a sentence for the user. */
    public static String sentence(Throwable thrown) {
        Throwable cause = cause(thrown);
        if (cause instanceof Rejection rejection) {
            return rejection.problems().stream().map(FieldProblem::message).collect(Collectors.joining(" "));
        }
        String message = cause.getMessage();
        return message == null ? cause.toString() : message;
    }

    private static Throwable cause(Throwable thrown) {
        Throwable cause = thrown.getCause();
        boolean isWrapped = thrown instanceof CompletionException || thrown instanceof ExecutionException;
        return isWrapped && cause != null ? cause(cause) : thrown;
    }
}
