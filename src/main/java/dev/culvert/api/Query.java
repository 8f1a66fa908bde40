package dev.culvert.api;

import io.helidon.common.uri.UriQuery;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The parameters after the question mark, read strictly: none that is unknown, none twice. */
final class Query {

    private static final int MAX_LIMIT = 100;
    private static final Set<String> PLACE = Set.of("before_id", "beforeId", "limit");

    private final UriQuery query;

    private Query(UriQuery query) {
        this.query = query;
    }

    static Query read(UriQuery query, String... allowed) {
        List<String> known = Arrays.asList(allowed);
        for (String name : query.names()) {
            // a lone question mark, and what clients make of it
            if (name.isEmpty()) {
                continue;
            }
            if (!known.contains(name)) {
                throw ApiError.rejected(name, "ERR_NGROK_231", "There is no such query parameter; " + choice(known));
            }
            if (query.all(name).size() > 1) {
                throw ApiError.rejected(
                        name, "ERR_NGROK_232", "This query parameter stands here twice; write it once.");
            }
        }
        return new Query(query);
    }

    private static String choice(List<String> known) {
        return known.isEmpty() ? "leave it out." : "this path knows " + String.join(", ", known) + ".";
    }

    /** The text of a parameter, if it was given and is not empty. */
    Optional<String> text(String name) {
        return query.contains(name) ? Optional.of(query.get(name)).filter(t -> !t.isEmpty()) : Optional.empty();
    }

    /** What stands here beside a page's own parameters, as the address of the next page has to repeat it. */
    String rest() {
        return query.names().stream()
                .filter(name -> !name.isEmpty() && !PLACE.contains(name))
                .map(name -> "&" + name + "=" + URLEncoder.encode(query.get(name), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }

    /** How many a list may have at the most. */
    int limit() {
        Optional<String> text = text("limit");
        if (text.isEmpty()) {
            return MAX_LIMIT;
        }
        int limit;
        try {
            limit = Integer.parseInt(text.get());
        } catch (NumberFormatException e) {
            throw ApiError.rejected(
                    "limit", "ERR_NGROK_233", "'" + text.get() + "' is not a number; write one from 1 to 100.");
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            throw ApiError.rejected("limit", "ERR_NGROK_244", limit + " is out of range; write 1 to 100.");
        }
        return limit;
    }
}
