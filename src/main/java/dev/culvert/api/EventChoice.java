package dev.culvert.api;

import dev.culvert.events.Event;
import dev.culvert.events.EventFilters;
import dev.culvert.model.InvalidValue;
import dev.culvert.model.event.EventType;
import dev.culvert.policy.expression.ObjectFilter;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which events a caller asks for.
 *
 * @param types of these types; empty for all
 * @param filter a condition on connections, which leaves audit events out; null for none
 */
record EventChoice(Set<EventType> types, @Nullable ObjectFilter filter) implements Predicate<Event> {

    static final String TYPE = "type";
    static final String FILTER = "filter";

    /** What a caller may say. */
    static final Parameter[] PARAMETERS = {
        Parameter.text(TYPE, "Only events of this type, or of several with commas between."),
        Parameter.text(
                FILTER, "Only connections for which this holds: CEL over ev, such as ev.close_reason == 'denied'.")
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
        ObjectFilter filter = query.text(FILTER)
                .map(text -> parsed(FILTER, () -> EventFilters.compile(text)))
                .orElse(null);
        return new EventChoice(types, filter);
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
        boolean ofType = types.isEmpty() || types.stream().anyMatch(event::is);
        return ofType && (filter == null || (event.isTraffic() && event.passes(filter)));
    }

    /** Whether connections can be among them. */
    boolean hasTraffic() {
        return types.isEmpty() || types.stream().anyMatch(EventType::isTraffic);
    }
}
