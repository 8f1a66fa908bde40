package dev.culvert.model.event;

import java.util.List;

/**
 * One type of event that a subscription wants.
 *
 * @param type the type, once in a subscription
 * @param filter a condition in CEL on the event's object, which is named {@code ev}; empty for all events of the type
 * @param fields the fields of the object to tell, such as {@code conn.client_ip}; empty for all
 */
public record EventSource(EventType type, String filter, List<String> fields) {

    /** Copies the list. */
    public EventSource {
        fields = List.copyOf(fields);
    }

    /** All events of a type, whole. */
    public static EventSource all(EventType type) {
        return new EventSource(type, "", List.of());
    }
}
