package dev.culvert.policy.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.culvert.policy.http.HeaderList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Variables that requests and responses have alike. */
final class MessageVariables {

    static final CelType TEXT = SimpleType.STRING;
    static final CelType TEXTS = ListType.create(TEXT);
    static final CelType HEADERS = MapType.create(TEXT, TEXTS);
    static final CelType COOKIES = MapType.create(TEXT, ListType.create(MapType.create(TEXT, SimpleType.DYN)));

    private final List<Variable> all = new ArrayList<>();
    private final String prefix;
    private final String whose;
    private final Function<Scope, @Nullable HeaderList> headers;

    /**
     * Of one of the two.
     *
     * @param prefix {@code req.} or {@code res.}
     * @param whose in words: request, response
     * @param headers its headers; gives null while there is none
     */
    MessageVariables(String prefix, String whose, Function<Scope, @Nullable HeaderList> headers) {
        this.prefix = prefix;
        this.whose = whose;
        this.headers = headers;
    }

    List<Variable> all() {
        of("content_encoding", TEXTS, "encodings of the body", MessageVariables::encodings);
        of("content_length", SimpleType.INT, "length of the body; has no value if it is not told", h -> {
            String length = h.first("content-length");
            return length == null
                            || length.length() > 18
                            || !length.chars().allMatch(c -> c >= '0' && c <= '9')
                            || length.isEmpty()
                    ? null
                    : (Object) Long.parseLong(length);
        });
        of(
                "content_type",
                TEXT,
                "media type of the body; empty if it is not told",
                h -> mediaType(orEmpty(h, "content-type")));
        of(
                "content_type.parameters",
                MapType.create(TEXT, TEXT),
                "parameters of the media type",
                h -> parameters(orEmpty(h, "content-type")));
        of("content_type.raw", TEXT, "content-type header", h -> orEmpty(h, "content-type"));
        of("headers", HEADERS, "headers, their names in lower case", HeaderList::byName);
        of("location", TEXT, "location header; empty if there is none", h -> orEmpty(h, "location"));
        return all;
    }

    private void of(String name, CelType type, String help, Function<HeaderList, @Nullable Object> value) {
        all.add(new Variable(prefix + name, type, "The " + whose + "'s " + help, scope -> {
            HeaderList now = headers.apply(scope);
            return now == null ? null : value.apply(now);
        }));
    }

    /** The value of a header; empty if there is none. */
    static String orEmpty(HeaderList headers, String name) {
        String value = headers.first(name);
        return value == null ? "" : value;
    }

    private static List<String> encodings(HeaderList headers) {
        return headers.all("content-encoding").stream()
                .flatMap(v -> Arrays.stream(v.split(",", -1)))
                .map(v -> v.strip().toLowerCase(Locale.ROOT))
                .filter(v -> !v.isEmpty())
                .toList();
    }

    private static String mediaType(String value) {
        int end = value.indexOf(';');
        return (end < 0 ? value : value.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> parameters(String value) {
        Map<String, String> parameters = new LinkedHashMap<>();
        String[] parts = value.split(";", -1);
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals > 0) {
                String text = parts[i].substring(equals + 1).strip();
                boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
                parameters.put(
                        parts[i].substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        quoted ? text.substring(1, text.length() - 1) : text);
            }
        }
        return parameters;
    }
}
