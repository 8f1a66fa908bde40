package dev.culvert.api.filter;

import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import tools.jackson.databind.node.ObjectNode;

/** Comparisons of two terms of one kind. A text that is empty is also null, because ngrok leaves empty fields out. */
final class Comparison {

    private Comparison() {}

    static Term of(String operator, Term left, Term right) {
        if (operator.equals("==") || operator.equals("!=")) {
            boolean wanted = operator.equals("==");
            check(operator, left, right);
            return Term.flag(e -> same(left, right, e) == wanted);
        }
        check(operator, left, right);
        if (left.kind() == Kind.NOTHING || right.kind() == Kind.NOTHING) {
            throw new FilterProblem("Nothing is before or after null; compare with == or !=.");
        }
        IntPredicate wanted = switch (operator) {
            case "<" -> order -> order < 0;
            case "<=" -> order -> order <= 0;
            case ">" -> order -> order > 0;
            default -> order -> order >= 0;
        };
        return Term.flag(e -> ordered(left, right, e, wanted));
    }

    static Term in(Term element, Term list) {
        if (list.kind() != Kind.LIST) {
            throw new FilterProblem(
                    "'in' wants a list, and this is " + list.kind().words() + "; write one such as [\"a\", \"b\"].");
        }
        List<Term> all = list.elements();
        all.forEach(one -> check("in", element, one));
        return Term.flag(e -> all.stream().anyMatch(one -> same(element, one, e)));
    }

    private static void check(String operator, Term left, Term right) {
        boolean comparable = left.kind() == right.kind() || left.kind() == Kind.NOTHING || right.kind() == Kind.NOTHING;
        if (!comparable || left.kind() == Kind.LIST || right.kind() == Kind.LIST) {
            String advice = left.kind() == Kind.MOMENT || right.kind() == Kind.MOMENT
                    ? "write a moment as timestamp(\"2030-01-31T09:00:00Z\")."
                    : "write two values of one kind.";
            throw new FilterProblem("'" + operator + "' cannot compare "
                    + left.kind().words() + " with " + right.kind().words() + "; " + advice);
        }
    }

    private static boolean same(Term left, Term right, ObjectNode element) {
        if (left.kind() == Kind.NOTHING || right.kind() == Kind.NOTHING) {
            return left.text(element).isEmpty() && right.text(element).isEmpty();
        }
        return Objects.equals(left.in(element), right.in(element));
    }

    @SuppressWarnings("unchecked") // both are of one kind, which was checked when the filter was read
    private static boolean ordered(Term left, Term right, ObjectNode element, IntPredicate wanted) {
        var one = (Comparable<Object>) left.in(element);
        var other = right.in(element);
        return one != null && other != null && wanted.test(one.compareTo(other));
    }
}
