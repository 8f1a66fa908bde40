package dev.culvert.events;

import dev.culvert.model.event.EventType;
import dev.culvert.policy.expression.JsonText;
import dev.culvert.policy.expression.ObjectFilter;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as it is told: ngrok's envelope (NGROK.md 6.2) around an object. Immutable.
 *
 * @param position its place in the order of everything that happened; 0 for one that is sent for a test
 * @param id {@code ev_} and a KSUID; ids sort as positions do
 * @param type the type's name
 * @param timestamp when it happened
 * @param account the account's id
 * @param principal who did it, as JSON; empty for traffic
 * @param audit what was changed, as JSON; null for traffic
 * @param traffic the values of the connection or the request; null for others
 */
public record Event(
        long position,
        String id,
        String type,
        Instant timestamp,
        String account,
        String principal,
        @Nullable String audit,
        @Nullable TrafficObject traffic) {

    /** The event as JSON on one line. */
    public String json() {
        return json(Set.of());
    }

    /** The same with some of the object's fields only; none means all, and audit events are always whole. */
    public String json(Set<EventField> fields) {
        var json = new StringBuilder(512);
        json.append("{\"event_id\":\"").append(id);
        json.append("\",\"event_type\":\"").append(type);
        json.append("\",\"event_timestamp\":\"").append(timestamp);
        json.append("\",\"account_id\":\"").append(account).append('"');
        if (!principal.isEmpty()) {
            json.append(",\"principal\":").append(principal);
        }
        return json.append(",\"object\":").append(object(fields)).append('}').toString();
    }

    private String object(Set<EventField> fields) {
        return traffic == null ? String.valueOf(audit) : JsonText.write(traffic.object(fields));
    }

    /** Whether it tells of a connection or a request. */
    public boolean isTraffic() {
        return traffic != null;
    }

    /** Whether it is of a type. */
    public boolean is(EventType wanted) {
        return type.equals(wanted.wireName());
    }

    /** Whether a filter means it; audit events cannot be filtered and are all meant. */
    public boolean passes(ObjectFilter filter) {
        return traffic == null || filter.accepts(traffic.forFilter());
    }
}
