package dev.culvert.events;

import dev.culvert.model.InvalidValue;
import dev.culvert.model.event.EventType;
import dev.culvert.policy.expression.ObjectFilter;
import dev.culvert.policy.expression.ObjectFilters;

/** Compiles the filters of subscriptions, in which an event's object is called {@code ev}. Any thread. */
public final class EventFilters {

    static final String ROOT = "ev";

    /** Made when the first filter is compiled: it takes a while, and most do without. */
    private static final class OfConnections {
        static final ObjectFilters LANGUAGE =
                new ObjectFilters(ROOT, EventField.filterable(EventType.TCP_CONNECTION_CLOSED));
    }

    private static final class OfRequests {
        static final ObjectFilters LANGUAGE =
                new ObjectFilters(ROOT, EventField.filterable(EventType.HTTP_REQUEST_COMPLETE));
    }

    private EventFilters() {}

    /**
     * Compiles a filter on events of a type.
     *
     * @param type one of traffic
     * @throws InvalidValue if it is none (ERR_NGROK_5404), or reads a field that filters may not (5406)
     */
    public static ObjectFilter compile(EventType type, String text) {
        for (EventField field : EventField.of(type).toList()) {
            if (!field.isFilterable() && text.contains(ROOT + "." + field.path())) {
                throw new InvalidValue(
                        "ERR_NGROK_5406", "A filter cannot read " + field.path() + "; take another field.");
            }
        }
        try {
            return (type == EventType.HTTP_REQUEST_COMPLETE ? OfRequests.LANGUAGE : OfConnections.LANGUAGE)
                    .compile(text);
        } catch (InvalidValue e) {
            throw new InvalidValue("ERR_NGROK_5404", e.getMessage());
        }
    }
}
