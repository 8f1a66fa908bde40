package dev.culvert.policy.action;

/** What a field of an action's configuration holds. */
public enum FieldType {
    /** true or false. */
    BOOLEAN("true or false"),
    /** A whole number. */
    INTEGER("a whole number"),
    /** A number. */
    NUMBER("a number"),
    /** A text. */
    TEXT("a text"),
    /** A duration such as {@code 60s}. */
    DURATION("a duration such as 60s or 5m"),
    /** Bytes per second such as {@code 10MB/s}. */
    RATE("a rate such as 10MB/s"),
    /** A list of texts. */
    TEXTS("a list of texts"),
    /** A list of anything. */
    LIST("a list"),
    /** A map of anything. */
    MAP("a map"),
    /** A map of header names and their values. */
    HEADERS("a map of header names and values"),
    /** Anything at all. */
    ANY("a value");

    private final String words;

    FieldType(String words) {
        this.words = words;
    }

    /** In words, for sentences. */
    public String words() {
        return words;
    }
}
