package dev.culvert.api.filter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a value in a filter is. */
enum Kind {
    TEXT("a text"),
    NUMBER("a number"),
    FLAG("true or false"),
    MOMENT("a moment"),
    NOTHING("null"),
    LIST("a list");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** The value of a field; a text that is not there is empty. */
    @Nullable Comparable<?> read(JsonNode node) {
        boolean missing = node.isMissingNode() || node.isNull();
        return switch (this) {
            case TEXT -> missing ? "" : node.asString();
            case NUMBER -> missing ? null : Long.valueOf(node.asLong());
            case FLAG -> missing ? null : Boolean.valueOf(node.asBoolean());
            case MOMENT -> missing ? null : Instant.parse(node.asString());
            case NOTHING, LIST -> null;
        };
    }
}
