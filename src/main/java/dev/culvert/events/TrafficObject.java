package dev.culvert.events;

import dev.culvert.model.ClosedConnection;
import dev.culvert.model.HttpExchange;
import dev.culvert.model.event.EventType;
import dev.culvert.store.JournalEntry;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an event tells of a connection or a request that ended: the values of its {@link EventField}s, as far as it has them. */
final class TrafficObject {

    private final EventType type;
    private final Instant endedAt;
    private final Map<EventField, Object> values;

    private TrafficObject(EventType type, Instant endedAt, Map<EventField, Object> values) {
        this.type = type;
        this.endedAt = endedAt;
        this.values = values;
    }

    /** What an entry of the journal tells of; null if it is an audit event, or forgotten. */
    static @Nullable TrafficObject of(JournalEntry entry) {
        Map<EventField, Object> values = new LinkedHashMap<>();
        ClosedConnection connection = entry.connection();
        if (connection != null) {
            ConnectionFields.put(connection, values);
            return new TrafficObject(entry.type(), connection.endedAt(), values);
        }
        HttpExchange request = entry.request();
        if (request != null) {
            RequestFields.put(request, values);
            return new TrafficObject(entry.type(), request.endedAt(), values);
        }
        return null;
    }

    Instant endedAt() {
        return endedAt;
    }

    /** The object, with all fields or with some; those it has no value for are left out. */
    Map<String, Object> object(Set<EventField> wanted) {
        Map<String, Object> object = new LinkedHashMap<>();
        values.forEach((field, value) -> {
            if (wanted.isEmpty() || wanted.contains(field)) {
                put(object, field.path(), value);
            }
        });
        return object;
    }

    @SuppressWarnings("unchecked") // all maps in it are made here
    private static void put(Map<String, Object> object, String path, Object value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            object.put(path, value);
        } else {
            var inner = (Map<String, Object>)
                    object.computeIfAbsent(path.substring(0, dot), name -> new LinkedHashMap<String, Object>());
            put(inner, path.substring(dot + 1), value);
        }
    }

    /** The values that a filter reads. */
    Map<String, Object> forFilter() {
        Map<String, Object> all = new HashMap<>();
        EventField.of(type)
                .filter(EventField::isFilterable)
                .forEach(field ->
                        all.put(EventFilters.ROOT + "." + field.path(), values.getOrDefault(field, field.nothing())));
        return all;
    }
}
