package dev.culvert.api;

import dev.culvert.api.schema.Schema;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lists as ngrok gives them: the newest first, so many on a page, and the address of the next page.
 *
 * @param path where the list is
 * @param name the array's name in the answer
 * @param what what is listed, for sentences
 * @param prefix what ids begin with
 * @param id the id of an element; ids grow with time
 * @param json an element as the caller gets it
 */
record Page<T>(
        String path, String name, String what, String prefix, Function<T, String> id, Function<T, ObjectNode> json) {

    /** The parameters that every list takes. */
    static final Parameter[] DECLARED = {
        Parameter.text("before_id", "Only what is older than the one with this id.")
                .also("beforeId"),
        new Parameter("limit", "How many at the most, 1 to 100; 100 if nothing is said.", Schema.whole(), List.of())
    };

    /** What may be wrong with them. */
    static final String[] FAILURES = {"ERR_NGROK_227", "ERR_NGROK_233", "ERR_NGROK_244"};

    /** The names of the parameters that every list knows. */
    static final String[] PARAMETERS = {"before_id", "beforeId", "limit"};

    private static final String KSUID = "[0-9A-Za-z]{27}";

    /** A page of such elements. */
    static Schema schema(String name, Schema element) {
        return Schema.object()
                .with(name, Schema.listOf(element))
                .with("uri", Schema.text())
                .with("next_page_uri", Schema.text().orNull());
    }

    /** The page that a query asks for. */
    Answer of(Call call, Query query, Stream<T> all) {
        int limit = query.limit();
        Optional<String> before = query.text("before_id").or(() -> query.text("beforeId"));
        before.filter(text -> !Pattern.matches(prefix + KSUID, text)).ifPresent(text -> {
            throw ApiError.rejected("before_id", "ERR_NGROK_227", "'" + text + "' is not the id of " + what + ".");
        });
        List<T> found = all.toList();
        List<T> rest = before.map(text -> after(found, text)).orElse(found);
        ObjectNode body = Json.object();
        ArrayNode page = body.putArray(name);
        rest.stream().limit(limit).map(json).forEach(page::add);
        body.put("uri", call.uri(path));
        body.put(
                "next_page_uri",
                rest.size() <= limit
                        ? null
                        : call.uri(path + "?before_id=" + id.apply(rest.get(limit - 1)) + "&limit=" + limit));
        return Answer.ok(body);
    }

    /** What follows an element in the list; if it was deleted meanwhile, by its id, which grows with time. */
    private List<T> after(List<T> found, String last) {
        for (int i = 0; i < found.size(); i++) {
            if (id.apply(found.get(i)).equals(last)) {
                return found.subList(i + 1, found.size());
            }
        }
        return found.stream().filter(e -> id.apply(e).compareTo(last) < 0).toList();
    }

    /** The newest first. */
    static <T, U extends Comparable<? super U>> Comparator<T> newestFirst(
            Function<T, U> created, Function<T, String> id) {
        return Comparator.comparing(created).thenComparing(id).reversed();
    }
}
