package dev.culvert.api.filter;

import java.io.Serial;
import java.util.Objects;

/** A filter that cannot be read. The message is a whole sentence for its writer. */
public final class FilterProblem extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    FilterProblem(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
