package dev.culvert.model.filter;

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

    /** A filter with a term more; as it was if it has the term already. */
    public static String with(String filter, String term) {
        String rest = filter.strip();
        return (" " + rest + " ").contains(" " + term + " ") ? rest : (rest + " " + term).strip();
    }
}
