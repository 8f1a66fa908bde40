package dev.culvert.api.filter;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A part of a filter, ready to be computed.
 *
 * @param kind what comes out
 * @param searchable whether a part of its text may be asked for
 * @param value computes it for one element of the list
 * @param elements of a list
 */
record Term(Kind kind, boolean searchable, Value value, List<Term> elements) {

    static Term of(Kind kind, Value value) {
        return new Term(kind, true, value, List.of());
    }

    static Term constant(Kind kind, @Nullable Comparable<?> value) {
        return of(kind, element -> value);
    }

    static Term list(List<Term> elements) {
        return new Term(Kind.LIST, false, element -> null, elements);
    }

    static Term flag(Function<ObjectNode, Boolean> value) {
        return of(Kind.FLAG, value::apply);
    }

    static Term field(FilterField field) {
        return new Term(
                field.kind(), field.searchable(), element -> field.kind().read(element.at(field.place())), List.of());
    }

    @Nullable Comparable<?> in(ObjectNode element) {
        return value.in(element);
    }

    String text(ObjectNode element) {
        Comparable<?> text = in(element);
        return text == null ? "" : text.toString();
    }

    boolean isTrue(ObjectNode element) {
        return Boolean.TRUE.equals(in(element));
    }

    /** Computes a value for one element of the list. */
    @FunctionalInterface
    interface Value {

        @Nullable Comparable<?> in(ObjectNode element);
    }
}
