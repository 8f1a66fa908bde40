package dev.culvert.store;

import dev.culvert.model.event.EventSource;
import dev.culvert.model.event.EventSubscription;
import dev.culvert.model.event.EventType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The event subscriptions. */
public final class SubscriptionTable {

    private final Jdbi jdbi;

    SubscriptionTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** All subscriptions, the oldest first. */
    public List<EventSubscription> all() {
        return jdbi.withHandle(h -> h.createQuery("select * from event_subscription order by created_at, id")
                .map((row, ctx) -> new EventSubscription(
                        row.getString("id"),
                        row.getString("description"),
                        row.getString("metadata"),
                        sources(h, row.getString("id")),
                        destinations(h, row.getString("id")),
                        Micros.toInstant(row.getLong("created_at"))))
                .list());
    }

    private static List<EventSource> sources(Handle handle, String id) {
        return handle.createQuery("select * from event_subscription_source where subscription_id = :id order by place")
                .bind("id", id)
                .map((row, ctx) -> new EventSource(
                        EventType.parse(row.getString("type")),
                        row.getString("filter"),
                        row.getString("fields").lines().toList()))
                .list();
    }

    private static List<String> destinations(Handle handle, String id) {
        return handle.createQuery("""
                        select destination_id from event_subscription_destination
                        where subscription_id = :id order by place
                        """).bind("id", id).mapTo(String.class).list();
    }

    /** From which position on each destination of a subscription is told of events. */
    public Map<String, Long> since(String subscription) {
        return jdbi.withHandle(h -> {
            Map<String, Long> since = new HashMap<>();
            h.createQuery("""
                            select destination_id, since from event_subscription_destination where subscription_id = :id
                            """)
                    .bind("id", subscription)
                    .map((row, ctx) -> Map.entry(row.getString("destination_id"), row.getLong("since")))
                    .forEach(e -> since.put(e.getKey(), e.getValue()));
            return since;
        });
    }

    /**
     * Keeps a subscription, in place of the one with its id if there is one.
     *
     * @param since destinations that it did not have are told of what comes after this position
     */
    public void save(EventSubscription subscription, long since) {
        String id = subscription.id();
        jdbi.useTransaction(h -> {
            h.createUpdate("""
                            insert into event_subscription (id, description, metadata, created_at)
                            values (:id, :description, :metadata, :created)
                            on conflict (id) do update set description = :description, metadata = :metadata
                            """)
                    .bind("id", id)
                    .bind("description", subscription.description())
                    .bind("metadata", subscription.metadata())
                    .bind("created", Micros.of(subscription.createdAt()))
                    .execute();
            Map<String, Long> before = since(id);
            saveSources(h, id, subscription.sources());
            saveDestinations(h, id, subscription.destinations(), before, since);
        });
    }

    private static void saveSources(Handle h, String id, List<EventSource> sources) {
        h.createUpdate("delete from event_subscription_source where subscription_id = :id")
                .bind("id", id)
                .execute();
        for (int i = 0; i < sources.size(); i++) {
            EventSource source = sources.get(i);
            h.createUpdate("""
                            insert into event_subscription_source (subscription_id, place, type, filter, fields)
                            values (:id, :place, :type, :filter, :fields)
                            """)
                    .bind("id", id)
                    .bind("place", i)
                    .bind("type", source.type().wireName())
                    .bind("filter", source.filter())
                    .bind("fields", String.join("\n", source.fields()))
                    .execute();
        }
    }

    private static void saveDestinations(
            Handle h, String id, List<String> destinations, Map<String, Long> before, long since) {
        h.createUpdate("delete from event_subscription_destination where subscription_id = :id")
                .bind("id", id)
                .execute();
        for (int i = 0; i < destinations.size(); i++) {
            h.createUpdate("""
                            insert into event_subscription_destination (subscription_id, destination_id, place, since)
                            values (:id, :destination, :place, :since)
                            """)
                    .bind("id", id)
                    .bind("destination", destinations.get(i))
                    .bind("place", i)
                    .bind("since", before.getOrDefault(destinations.get(i), since))
                    .execute();
        }
    }

    /** Forgets a subscription. */
    public void delete(String id) {
        jdbi.useHandle(h -> h.createUpdate("delete from event_subscription where id = :id")
                .bind("id", id)
                .execute());
    }
}
