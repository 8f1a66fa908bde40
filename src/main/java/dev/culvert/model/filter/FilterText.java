package dev.culvert.model.filter;

import java.util.ArrayList;
import java.util.List;

/** Writes terms of filters, for buttons and menus that add one. */
public final class FilterText {

    private FilterText() {}

    /** A term with a value, in quotation marks where it needs them. */
    public static String term(FilterField field, String value, boolean isExcluding) {
        return (isExcluding ? "-" : "") + field.word() + ":" + quoted(value);
    }

    private static String quoted(String value) {
        boolean isPlain = !value.isEmpty()
                && value.chars().noneMatch(c -> Character.isWhitespace(c) || c == ',' || c == '"' || c == '\\');
        return isPlain ? value : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** The terms of a filter, each as it is written. */
    public static List<String> terms(String filter) {
        var scanner = new TermScanner(filter, new ArrayList<>());
        List<String> terms = new ArrayList<>();
        while (scanner.toNextTerm()) {
            int start = scanner.at();
            scanner.skipWord();
            terms.add(filter.substring(start, scanner.at()));
        }
        return terms;
    }

    /** A filter without its term at that place, counted from 0. */
    public static String without(String filter, int place) {
        List<String> terms = terms(filter);
        terms.remove(place);
        return String.join(" ", terms);
    }

    /** A filter with a term more; as it was if it has the term already. */
    public static String with(String filter, String term) {
        String rest = filter.strip();
        return (" " + rest + " ").contains(" " + term + " ") ? rest : (rest + " " + term).strip();
    }
}
