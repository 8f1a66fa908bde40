package dev.culvert.events.delivery;

import dev.culvert.events.Event;
import dev.culvert.events.EventField;
import dev.culvert.model.event.EventType;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All that a destination's subscriptions want. An event that several of them want is told once. Immutable. */
record Wishes(List<Wish> all) {

    static final Wishes NONE = new Wishes(List.of());

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** The types that are among them. */
    Set<EventType> types() {
        return all.stream().map(Wish::type).collect(Collectors.toUnmodifiableSet());
    }

    /** The event as it is told, if anybody wants it: with the fields that any of them wants. */
    Optional<Outgoing> select(Event event) {
        Set<EventField> fields = EnumSet.noneOf(EventField.class);
        boolean wanted = false;
        boolean whole = false;
        for (Wish wish : all) {
            if (wish.wants(event)) {
                wanted = true;
                whole |= wish.fields().isEmpty();
                fields.addAll(wish.fields());
            }
        }
        return wanted ? Optional.of(new Outgoing(event, event.json(whole ? Set.of() : fields))) : Optional.empty();
    }
}
