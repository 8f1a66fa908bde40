package dev.culvert.api.filter;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns the syntax tree of a filter into terms, and refuses what the dialect does not have. */
final class FilterReader {

    private static final String OBJECT = "obj";

    private final List<FilterField> fields;
    private final Moments moments;

    FilterReader(List<FilterField> fields, Clock clock) {
        this.fields = fields;
        this.moments = new Moments(clock);
    }

    Term read(CelExpr expression) {
        return switch (expression.getKind()) {
            case CONSTANT -> constant(expression.constant());
            case SELECT -> select(expression);
            case LIST ->
                Term.list(expression.list().elements().stream().map(this::read).toList());
            case CALL -> call(expression.call());
            case IDENT ->
                throw new FilterProblem(
                        "There is no '" + expression.ident().name() + "' here; write obj and a field, such as obj."
                                + fields.getFirst().name() + ".");
            default -> throw new FilterProblem("A filter has no maps, objects and macros; write conditions on obj.");
        };
    }

    private static Term constant(CelConstant constant) {
        return switch (constant.getKind()) {
            case STRING_VALUE -> Term.constant(Kind.TEXT, constant.stringValue());
            case INT64_VALUE -> Term.constant(Kind.NUMBER, constant.int64Value());
            case BOOLEAN_VALUE -> Term.constant(Kind.FLAG, constant.booleanValue());
            case NULL_VALUE -> Term.constant(Kind.NOTHING, null);
            default ->
                throw new FilterProblem(
                        "A filter knows texts in quotes, whole numbers, true, false and null; write one of these.");
        };
    }

    private Term select(CelExpr expression) {
        String path = path(expression);
        if (path.equals("time.now")) {
            return moments.now();
        }
        return fields.stream()
                .filter(f -> path.equals(OBJECT + "." + f.name()))
                .findFirst()
                .map(Term::field)
                .orElseThrow(() -> new FilterProblem("Invalid CEL query: unsupported field " + path + "; there are "
                        + fields.stream().map(f -> OBJECT + "." + f.name()).collect(Collectors.joining(", ")) + "."));
    }

    private static String path(CelExpr expression) {
        return switch (expression.getKind()) {
            case IDENT -> expression.ident().name();
            case SELECT ->
                path(expression.select().operand()) + "." + expression.select().field();
            default -> throw new FilterProblem("A field can be taken of obj only; write obj and a field.");
        };
    }

    private Term call(CelCall call) {
        List<Term> operands = call.target().isPresent()
                ? Stream.concat(Stream.of(call.target().get()), call.args().stream())
                        .map(this::read)
                        .toList()
                : call.args().stream().map(this::read).toList();
        return switch (call.function()) {
            case "_&&_" -> both(operands, true);
            case "_||_" -> both(operands, false);
            case "!_" -> not(operands.getFirst());
            case "_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_" ->
                Comparison.of(call.function().replace("_", ""), operands.get(0), operands.get(1));
            case "@in" -> Comparison.in(operands.get(0), operands.get(1));
            case "startsWith", "contains", "endsWith" -> part(call.function(), operands);
            case "size" -> size(operands);
            case "now" -> moments.now();
            case "daysAgo" -> moments.daysAgo(operands);
            case "timestamp" -> moments.timestamp(operands);
            case "add", "subtract" -> moments.shifted(call.function(), operands);
            default ->
                throw new FilterProblem("A filter has no '" + call.function().replace("_", "")
                        + "'; there are ! && || < <= == != >= > in, startsWith, contains, endsWith, size, timestamp, now"
                        + " and daysAgo.");
        };
    }

    private static Term both(List<Term> sides, boolean and) {
        Term left = flag(sides.get(0));
        Term right = flag(sides.get(1));
        return and
                ? Term.flag(e -> left.isTrue(e) && right.isTrue(e))
                : Term.flag(e -> left.isTrue(e) || right.isTrue(e));
    }

    private static Term not(Term term) {
        Term flag = flag(term);
        return Term.flag(e -> !flag.isTrue(e));
    }

    private static Term flag(Term term) {
        return wanted(Kind.FLAG, term, "&&, || and ! join conditions");
    }

    private static Term part(String function, List<Term> operands) {
        if (operands.size() != 2) {
            throw new FilterProblem(function + " takes one text; write obj.description." + function + "(\"…\").");
        }
        Term whole = wanted(Kind.TEXT, operands.get(0), function + " looks into texts");
        Term part = wanted(Kind.TEXT, operands.get(1), function + " takes a text");
        if (!whole.searchable()) {
            throw new FilterProblem("This field's texts are random, so " + function
                    + " is not for it; compare the whole with == or in.");
        }
        return switch (function) {
            case "startsWith" -> Term.flag(e -> whole.text(e).startsWith(part.text(e)));
            case "endsWith" -> Term.flag(e -> whole.text(e).endsWith(part.text(e)));
            default -> Term.flag(e -> whole.text(e).contains(part.text(e)));
        };
    }

    private static Term size(List<Term> operands) {
        if (operands.size() != 1) {
            throw new FilterProblem("size takes one text; write size(obj.description).");
        }
        Term text = wanted(Kind.TEXT, operands.getFirst(), "size counts the characters of a text");
        return Term.of(
                Kind.NUMBER,
                e -> Long.valueOf(text.text(e).codePointCount(0, text.text(e).length())));
    }

    static Term wanted(Kind kind, Term term, String rule) {
        if (term.kind() != kind) {
            throw new FilterProblem(rule + ", and this is " + term.kind().words() + "; write " + kind.words() + ".");
        }
        return term;
    }
}
