package dev.culvert.gateway;

import dev.culvert.model.FieldProblem;
import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** What a user asked for cannot be done as it was written. Nothing was changed. */
public final class Rejection extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<FieldProblem> problems;

    /** A request with these problems, at least one. */
    public Rejection(List<FieldProblem> problems) {
        super(problems.stream().map(p -> p.field() + ": " + p.message()).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, in the order of the fields. */
    public List<FieldProblem> problems() {
        return problems;
    }
}
