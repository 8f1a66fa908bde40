package dev.culvert.policy.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a message in the order in which they came. A name may occur several times; names are the same whatever
 * their case (RFC 9110 5.1). Immutable.
 */
public final class HeaderList {

    /** No headers. */
    public static final HeaderList EMPTY = new HeaderList(new String[0]);

    /** Names and values by turns. */
    private final String[] lines;

    /** Made when it is first asked for; it does not matter whether two threads make it. */
    private @Nullable Map<String, List<String>> byName;

    private HeaderList(String[] lines) {
        this.lines = lines;
    }

    /** Gathers headers; for one thread. */
    public static final class Builder {

        private String[] lines;
        private int end;

        private Builder(int expected) {
            lines = new String[2 * expected];
        }

        /** Adds one at the end. */
        public Builder add(String name, String value) {
            if (end == lines.length) {
                lines = Arrays.copyOf(lines, 2 * end + 8);
            }
            lines[end++] = name;
            lines[end++] = value;
            return this;
        }

        /** The headers that were added. */
        public HeaderList build() {
            // a full array is never written again: what is added then goes into another
            String[] all = end == lines.length ? lines : Arrays.copyOf(lines, end);
            return end == 0 ? EMPTY : new HeaderList(all);
        }
    }

    /** Begins a list. */
    public static Builder builder() {
        return builder(8);
    }

    /** Begins a list that will have about so many. */
    public static Builder builder(int expected) {
        return new Builder(expected);
    }

    /** Headers from names and values by turns. */
    public static HeaderList of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("a name without a value");
        }
        return new HeaderList(namesAndValues.clone());
    }

    /** How many there are. */
    public int size() {
        return lines.length / 2;
    }

    /** The name of the header at a place, as it was written. */
    public String name(int index) {
        return lines[2 * index];
    }

    /** The value of the header at a place. */
    public String value(int index) {
        return lines[2 * index + 1];
    }

    /** Whether there is one of this name. */
    public boolean has(String name) {
        return first(name) != null;
    }

    /** The value of the first one of this name; null if there is none. */
    public @Nullable String first(String name) {
        for (int i = 0; i < lines.length; i += 2) {
            if (lines[i].equalsIgnoreCase(name)) {
                return lines[i + 1];
            }
        }
        return null;
    }

    /** The values of all of this name, in order. */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>(2);
        for (int i = 0; i < lines.length; i += 2) {
            if (lines[i].equalsIgnoreCase(name)) {
                values.add(lines[i + 1]);
            }
        }
        return values;
    }

    /** With one more at the end. */
    public HeaderList with(String name, String value) {
        String[] longer = Arrays.copyOf(lines, lines.length + 2);
        longer[lines.length] = name;
        longer[lines.length + 1] = value;
        return new HeaderList(longer);
    }

    /** With all of another list at the end. */
    public HeaderList withAll(HeaderList others) {
        String[] longer = Arrays.copyOf(lines, lines.length + others.lines.length);
        System.arraycopy(others.lines, 0, longer, lines.length, others.lines.length);
        return new HeaderList(longer);
    }

    /** With this one instead of all of the same name, in the place of the first of them, or else at the end. */
    public HeaderList withOnly(String name, String value) {
        Builder changed = builder();
        boolean placed = false;
        for (int i = 0; i < lines.length; i += 2) {
            if (!lines[i].equalsIgnoreCase(name)) {
                changed.add(lines[i], lines[i + 1]);
            } else if (!placed) {
                changed.add(name, value);
                placed = true;
            }
        }
        return (placed ? changed : changed.add(name, value)).build();
    }

    /** Without any of this name. */
    public HeaderList without(String name) {
        if (!has(name)) {
            return this;
        }
        Builder fewer = builder();
        for (int i = 0; i < lines.length; i += 2) {
            if (!lines[i].equalsIgnoreCase(name)) {
                fewer.add(lines[i], lines[i + 1]);
            }
        }
        return fewer.build();
    }

    /** The values of each name, the names in lower case, in the order in which they came; not to be changed. */
    public Map<String, List<String>> byName() {
        Map<String, List<String>> known = byName;
        if (known == null) {
            known = gather();
            byName = known;
        }
        return known;
    }

    private Map<String, List<String>> gather() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (int i = 0; i < lines.length; i += 2) {
            values.computeIfAbsent(lines[i].toLowerCase(Locale.ROOT), n -> new ArrayList<>(1))
                    .add(lines[i + 1]);
        }
        return Collections.unmodifiableMap(values);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HeaderList list && Arrays.equals(lines, list.lines);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(lines);
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (int i = 0; i < lines.length; i += 2) {
            text.append(i == 0 ? "" : ", ").append(lines[i]).append(": ").append(lines[i + 1]);
        }
        return text.toString();
    }
}
