package dev.culvert.ui.history.destinations;

import dev.culvert.model.InvalidValue;
import dev.culvert.ui.common.Messages;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Headers as they are written: one a line, {@code Name: value}. A value that is kept is not shown. */
final class HeaderLines {

    /** What stands for a value that nobody may see, as in the API. */
    static final String MASK = "********";

    private HeaderLines() {}

    /** The names, with something else in the place of their values. */
    static String masked(Map<String, String> headers) {
        return new TreeMap<>(headers)
                .keySet().stream().map(name -> name + ": " + MASK).collect(Collectors.joining("\n"));
    }

    /**
     * Reads them.
     *
     * @param old the values to keep where none is written
     * @throws InvalidValue if a line is no header, with what to write instead
     */
    static Map<String, String> read(String text, Map<String, String> old) {
        Messages texts = Messages.of(HeaderLines.class);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.isEmpty()) {
                continue;
            }
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new InvalidValue(texts.get("headers.form", line));
            }
            String name = line.substring(0, colon).strip();
            String value = line.substring(colon + 1).strip();
            if (value.isEmpty() || (value.equals(MASK) && !old.containsKey(name))) {
                throw new InvalidValue(texts.get("headers.value", name));
            }
            if (headers.containsKey(name)) {
                throw new InvalidValue(texts.get("headers.twice", name));
            }
            headers.put(name, value.equals(MASK) ? old.getOrDefault(name, value) : value);
        }
        return headers;
    }
}
