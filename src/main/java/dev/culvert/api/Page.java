package dev.culvert.api;

import dev.culvert.api.filter.FilterField;
import dev.culvert.api.filter.FilterProblem;
import dev.culvert.api.filter.ListFilter;
import dev.culvert.api.schema.Schema;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
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
 * @param fields what elements can be filtered by
 */
record Page<T>(
        String path,
        String name,
        String what,
        String prefix,
        Function<T, String> id,
        Function<T, ObjectNode> json,
        List<FilterField> fields) {

    private static final String FILTER = "filter";

    /** The parameters that say where a page begins and ends. */
    static final Parameter[] BY_PLACE = {
        Parameter.text("before_id", "Only what is older than the one with this id.")
                .also("beforeId"),
        new Parameter("limit", "How many at the most, 1 to 100; 100 if nothing is said.", Schema.whole(), List.of())
    };

    /** The parameters of a list with a filter. */
    static final Parameter[] DECLARED = {
        BY_PLACE[0],
        BY_PLACE[1],
        Parameter.text(FILTER, "Only those for which this holds: CEL over obj, such as obj.type == \"cloud\".")
    };

    /** What may be wrong with them. */
    static final String[] FAILURES = {"ERR_NGROK_227", "ERR_NGROK_233", "ERR_NGROK_244", "ERR_NGROK_250"};

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

    /** A list without a filter. */
    Page(String path, String name, String what, String prefix, Function<T, String> id, Function<T, ObjectNode> json) {
        this(path, name, what, prefix, id, json, List.of());
    }

    /** The page that a query asks for. */
    Answer of(Call call, Query query, Stream<T> all) {
        int limit = query.limit();
        Optional<String> before = query.text("before_id").or(() -> query.text("beforeId"));
        before.filter(text -> !Pattern.matches(prefix + KSUID, text)).ifPresent(text -> {
            throw ApiError.rejected("before_id", "ERR_NGROK_227", "'" + text + "' is not the id of " + what + ".");
        });
        List<T> found = all.toList();
        Stream<T> rest = before.map(text -> after(found, text)).orElse(found).stream();
        Predicate<T> wanted = filter(query);
        // one more than the page holds tells whether another page follows
        List<T> shown = rest.filter(wanted).limit(limit + 1L).toList();
        ObjectNode body = Json.object();
        ArrayNode page = body.putArray(name);
        shown.stream().limit(limit).map(json).forEach(page::add);
        body.put("uri", call.uri(path));
        body.put(
                "next_page_uri",
                shown.size() <= limit
                        ? null
                        : call.uri(path + "?before_id=" + id.apply(shown.get(limit - 1)) + "&limit=" + limit
                                + query.rest()));
        return Answer.ok(body);
    }

    private Predicate<T> filter(Query query) {
        Optional<String> text = query.text(FILTER);
        if (text.isEmpty() || fields.isEmpty()) {
            return element -> true;
        }
        try {
            ListFilter filter = ListFilter.parse(text.get(), fields, Clock.systemUTC());
            return element -> filter.matches(json.apply(element));
        } catch (FilterProblem e) {
            throw ApiError.rejected(FILTER, "ERR_NGROK_250", e.getMessage());
        }
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
