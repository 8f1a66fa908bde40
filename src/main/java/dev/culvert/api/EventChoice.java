package dev.culvert.api;

import dev.culvert.events.Event;
import dev.culvert.events.EventFilters;
import dev.culvert.model.InvalidValue;
import dev.culvert.model.event.EventType;
import dev.culvert.policy.expression.ObjectFilter;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which events a caller asks for.
 *
 * @param types of these types; empty for all
 * @param filters a condition on each type of traffic that it can be read for, which leaves all others out; null for none
 */
record EventChoice(Set<EventType> types, @Nullable Map<EventType, ObjectFilter> filters) implements Predicate<Event> {

    static final String TYPE = "type";
    static final String FILTER = "filter";

    /** What a caller may say. */
    static final Parameter[] PARAMETERS = {
        Parameter.text(TYPE, "Only events of this type, or of several with commas between."),
        Parameter.text(
                FILTER,
                "Only connections and requests for which this holds: CEL over ev, such as ev.close_reason == 'denied'.")
    };

    /** How that may be wrong. */
    static final String[] FAILURES = {"ERR_NGROK_215", "ERR_NGROK_5403", "ERR_NGROK_5404", "ERR_NGROK_5406"};

    static EventChoice read(Query query) {
        Set<EventType> types = EnumSet.noneOf(EventType.class);
        query.text(TYPE).ifPresent(text -> {
            for (String name : text.split(",", -1)) {
                types.add(parsed(TYPE, () -> EventType.parse(name)));
            }
        });
        return query.text(FILTER)
                .map(text -> filtered(types, parsed(FILTER, () -> filters(types, text))))
                .orElseGet(() -> new EventChoice(types, null));
    }

    /** Only what a filter can mean is looked at. */
    private static EventChoice filtered(Set<EventType> types, Map<EventType, ObjectFilter> filters) {
        return new EventChoice(types.isEmpty() ? filters.keySet() : types, filters);
    }

    /** A filter may name fields that only one type of traffic has; then it means no event of the other. */
    private static Map<EventType, ObjectFilter> filters(Set<EventType> types, String text) {
        Map<EventType, ObjectFilter> filters = new EnumMap<>(EventType.class);
        InvalidValue problem = null;
        boolean isForAny = types.stream().noneMatch(EventType::isTraffic);
        for (EventType type : List.of(EventType.TCP_CONNECTION_CLOSED, EventType.HTTP_REQUEST_COMPLETE)) {
            if (isForAny || types.contains(type)) {
                try {
                    filters.put(type, EventFilters.compile(type, text));
                } catch (InvalidValue e) {
                    problem = problem == null ? e : problem;
                }
            }
        }
        if (problem != null && filters.isEmpty()) {
            throw problem;
        }
        return filters;
    }

    private static <T> T parsed(String parameter, Supplier<T> parser) {
        try {
            return parser.get();
        } catch (InvalidValue e) {
            throw ApiError.rejected(parameter, e.code(), e.getMessage());
        }
    }

    @Override
    public boolean test(Event event) {
        return (types.isEmpty() || types.stream().anyMatch(event::is)) && (filters == null || passes(event, filters));
    }

    private static boolean passes(Event event, Map<EventType, ObjectFilter> filters) {
        return filters.entrySet().stream().anyMatch(f -> event.is(f.getKey()) && event.passes(f.getValue()));
    }
}
