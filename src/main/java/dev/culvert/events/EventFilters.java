package dev.culvert.events;

import dev.culvert.model.InvalidValue;
import dev.culvert.policy.expression.ObjectFilter;
import dev.culvert.policy.expression.ObjectFilters;

/** Compiles the filters of subscriptions, in which an event's object is called {@code ev}. Any thread. */
public final class EventFilters {

    static final String ROOT = "ev";

    /** Made when the first filter is compiled: it takes a while, and most do without. */
    private static final class Language {
        static final ObjectFilters ALL = new ObjectFilters(ROOT, EventField.filterable());
    }

    private EventFilters() {}

    /**
     * Compiles a filter on {@code tcp_connection_closed.v0}.
     *
     * @throws InvalidValue if it is none (ERR_NGROK_5404), or reads a field that filters may not (5406)
     */
    public static ObjectFilter compile(String text) {
        for (EventField field : EventField.values()) {
            if (!field.isFilterable() && text.contains(ROOT + "." + field.path())) {
                throw new InvalidValue(
                        "ERR_NGROK_5406", "A filter cannot read " + field.path() + "; take another field.");
            }
        }
        try {
            return Language.ALL.compile(text);
        } catch (InvalidValue e) {
            throw new InvalidValue("ERR_NGROK_5404", e.getMessage());
        }
    }
}
