package dev.culvert.policy.expression;

import dev.cel.common.CelException;
import dev.culvert.policy.text.TextRange;
import java.io.Serial;
import java.util.Objects;
import java.util.Optional;

/** An expression that failed while it ran. It carries no stack trace: it is the user's, not ours. */
public final class ExpressionFailure extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient TextRange range;

    /**
     * A failure.
     *
     * @param code ngrok's code
     * @param range where the expression stands
     * @param message what went wrong
     */
    public ExpressionFailure(String code, TextRange range, String message) {
        super(message, null, false, false);
        this.code = code;
        this.range = range;
    }

    /** The reason at the bottom, as the end of a sentence. */
    static String reason(CelException e) {
        Throwable deepest = e;
        // what is around it names the arguments, and they may be secret
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String message = Optional.ofNullable(deepest.getMessage())
                .orElse("unknown reason")
                .replaceFirst("^(\\w+\\.)+\\w+Exception: ", "");
        return message.endsWith(".") ? message : message + ".";
    }

    /** ngrok's code, {@code ERR_NGROK_n}. */
    public String code() {
        return code;
    }

    /** Where the expression stands. */
    public TextRange range() {
        return range;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
