package dev.culvert.policy.document;

import dev.culvert.policy.text.TextRange;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A map, called an object in JSON. No key occurs twice.
 *
 * @param range where it stands
 * @param entries its keys and values in the order of the text
 * @param size how many nodes there are in it
 */
public record MapNode(TextRange range, List<Entry> entries, int size) implements Node {

    /** Copies the entries. */
    public MapNode {
        entries = List.copyOf(entries);
    }

    /**
     * A key and its value.
     *
     * @param key the key
     * @param value the value
     */
    public record Entry(ScalarNode key, Node value) {

        /** The key as a text. */
        public String name() {
            return key.text();
        }
    }

    /** The value of a key; null if there is no such key. */
    public @Nullable Node get(String name) {
        for (Entry entry : entries) {
            if (entry.name().equals(name)) {
                return entry.value();
            }
        }
        return null;
    }

    @Override
    public String kind() {
        return "a map";
    }

    @Override
    public String canonical() {
        return entries.stream()
                .map(e -> ScalarNode.quoted(e.name()) + ":" + e.value().canonical())
                .sorted()
                .collect(Collectors.joining(",", "{", "}"));
    }
}
