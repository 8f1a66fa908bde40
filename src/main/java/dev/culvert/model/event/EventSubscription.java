package dev.culvert.model.event;

import java.time.Instant;
import java.util.List;

/**
 * Which events go to which destinations.
 *
 * @param id its identity, {@code esb_} and a KSUID
 * @param description for people
 * @param metadata for programs
 * @param sources the types of events, in the order they were given
 * @param destinations the ids of the destinations, in the order they were given
 * @param createdAt when it was made
 */
public record EventSubscription(
        String id,
        String description,
        String metadata,
        List<EventSource> sources,
        List<String> destinations,
        Instant createdAt) {

    /** What every id begins with. */
    public static final String PREFIX = "esb_";

    /** Copies the lists. */
    public EventSubscription {
        sources = List.copyOf(sources);
        destinations = List.copyOf(destinations);
    }

    /** The same with other sources. */
    public EventSubscription withSources(List<EventSource> changed) {
        return new EventSubscription(id, description, metadata, changed, destinations, createdAt);
    }
}
