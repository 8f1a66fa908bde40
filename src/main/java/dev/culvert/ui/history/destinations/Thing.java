package dev.culvert.ui.history.destinations;

import dev.culvert.model.event.EventType;
import java.util.List;
import java.util.Locale;

/** What users change, as far as events tell of it. */
enum Thing {
    ENDPOINT,
    TCP_ADDRESS,
    IP_POLICY,
    IP_POLICY_RULE,
    EVENT_DESTINATION,
    EVENT_SUBSCRIPTION;

    /** What can happen to a thing, in the order of {@link #types()}. */
    static final List<String> VERBS = List.of("created", "updated", "deleted");

    /** The types of its events: made, changed, deleted. */
    List<EventType> types() {
        return VERBS.stream()
                .map(verb -> EventType.valueOf(name() + "_" + verb.toUpperCase(Locale.ROOT)))
                .toList();
    }

    /** Its key among the texts. */
    String key() {
        return "thing." + name().toLowerCase(Locale.ROOT);
    }
}
