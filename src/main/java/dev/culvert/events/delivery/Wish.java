package dev.culvert.events.delivery;

import dev.culvert.events.Event;
import dev.culvert.events.EventField;
import dev.culvert.events.EventFilters;
import dev.culvert.model.InvalidValue;
import dev.culvert.model.event.EventSource;
import dev.culvert.model.event.EventType;
import dev.culvert.policy.expression.ObjectFilter;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one source of a subscription wants for one destination.
 *
 * @param source the source
 * @param since only events after this position
 * @param filter the source's filter, compiled; null for none
 */
record Wish(EventSource source, long since, @Nullable ObjectFilter filter) {

    private static final Logger log = LoggerFactory.getLogger(Wish.class);

    static Wish of(EventSource source, long since) {
        return new Wish(source, since, source.filter().isEmpty() ? null : compiled(source));
    }

    /** It was checked when it was written; a later version of Culvert may still think otherwise. */
    private static @Nullable ObjectFilter compiled(EventSource source) {
        try {
            return EventFilters.compile(source.type(), source.filter());
        } catch (InvalidValue e) {
            log.error(
                    "The filter '{}' of an event subscription does not count any more: {}",
                    source.filter(),
                    e.getMessage());
            return null;
        }
    }

    boolean wants(Event event) {
        return event.position() > since && event.is(source.type()) && (filter == null || event.passes(filter));
    }

    EventType type() {
        return source.type();
    }

    /** The fields that it wants; empty for all. */
    Set<EventField> fields() {
        Set<EventField> fields = EnumSet.noneOf(EventField.class);
        source.fields().forEach(path -> EventField.find(source.type(), path).ifPresent(fields::add));
        return fields;
    }
}
