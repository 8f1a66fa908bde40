package dev.culvert.api.filter;

import dev.cel.common.CelValidationException;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import java.time.Clock;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which elements of a list are wanted: ngrok's dialect of CEL over {@code obj}, an element as the caller gets it
 * (NGROK.md 3.4). Immutable.
 */
public final class ListFilter {

    private static final int LONGEST = 4_096;

    private final Term wanted;

    private ListFilter(Term wanted) {
        this.wanted = wanted;
    }

    /**
     * Reads a filter.
     *
     * @param fields what elements can be asked for
     * @param clock what {@code now()} means
     * @throws FilterProblem if that is no filter
     */
    public static ListFilter parse(String text, List<FilterField> fields, Clock clock) {
        if (text.length() > LONGEST) {
            throw new FilterProblem("The filter is longer than " + LONGEST + " characters; write a shorter one.");
        }
        CelParser parser = CelParserFactory.standardCelParserBuilder().build();
        try {
            Term wanted = new FilterReader(fields, clock)
                    .read(parser.parse(text).getAst().getExpr());
            if (wanted.kind() != Kind.FLAG) {
                throw new FilterProblem("The filter is " + wanted.kind().words() + "; write a condition such as obj."
                        + fields.getFirst().name() + " == \"…\".");
            }
            return new ListFilter(wanted);
        } catch (CelValidationException e) {
            String first = String.valueOf(e.getMessage())
                    .lines()
                    .findFirst()
                    .orElse("")
                    .replaceFirst("^ERROR: <input>:", "");
            throw new FilterProblem("Invalid CEL query, line and column " + first + ".");
        }
    }

    /** Whether an element, as the caller gets it, is wanted. */
    public boolean matches(ObjectNode element) {
        return wanted.isTrue(element);
    }
}
