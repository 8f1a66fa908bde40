package dev.culvert.api;

import dev.culvert.api.schema.Schema;
import java.util.List;

/**
 * A parameter after the question mark.
 *
 * @param name as it is written
 * @param meaning a sentence
 * @param shape what may be written
 * @param otherNames what clients write instead of the name; accepted and not advertised
 */
record Parameter(String name, String meaning, Schema shape, List<String> otherNames) {

    /** A text. */
    static Parameter text(String name, String meaning) {
        return new Parameter(name, meaning, Schema.text(), List.of());
    }

    /** One of some words. */
    static Parameter choice(String name, String meaning, String... words) {
        return new Parameter(name, meaning, Schema.choice(words), List.of());
    }

    /** The same, and clients may write another name. */
    Parameter also(String otherName) {
        return new Parameter(name, meaning, shape, List.of(otherName));
    }
}
