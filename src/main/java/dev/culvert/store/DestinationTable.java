package dev.culvert.store;

import dev.culvert.model.event.DeliveryProgress;
import dev.culvert.model.event.EventDestination;
import dev.culvert.model.event.EventTarget;
import dev.culvert.model.event.TargetKind;
import dev.culvert.model.event.TargetSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The event destinations, and how far each has come. */
public final class DestinationTable {

    private final Jdbi jdbi;

    DestinationTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** All destinations, the oldest first. */
    public List<EventDestination> all() {
        return jdbi.withHandle(h -> h.createQuery("select * from event_destination order by created_at, id")
                .map((row, ctx) -> new EventDestination(
                        row.getString("id"),
                        row.getString("description"),
                        row.getString("metadata"),
                        target(h, row.getString("id"), row.getString("kind")),
                        Micros.toInstant(row.getLong("created_at"))))
                .list());
    }

    private static EventTarget target(Handle handle, String id, String kind) {
        Map<String, String> settings = new LinkedHashMap<>();
        handle.createQuery("select name, value from event_destination_setting where destination_id = :id")
                .bind("id", id)
                .map((row, ctx) -> Map.entry(row.getString("name"), row.getString("value")))
                .forEach(e -> settings.put(e.getKey(), e.getValue()));
        return EventTarget.read(TargetKind.find(kind).orElseThrow(), new TargetSettings(kind, settings));
    }

    /** Keeps a destination, in place of the one with its id if there is one; a new one begins at a position. */
    public void save(EventDestination destination, long cursor) {
        jdbi.useTransaction(h -> {
            h.createUpdate("""
                            insert into event_destination
                                (id, kind, description, metadata, created_at, cursor, delivered, expired)
                            values (:id, :kind, :description, :metadata, :created, :cursor, 0, 0)
                            on conflict (id) do update set description = :description, metadata = :metadata
                            """)
                    .bind("id", destination.id())
                    .bind("kind", destination.target().kind().wireName())
                    .bind("description", destination.description())
                    .bind("metadata", destination.metadata())
                    .bind("created", Micros.of(destination.createdAt()))
                    .bind("cursor", cursor)
                    .execute();
            h.createUpdate("delete from event_destination_setting where destination_id = :id")
                    .bind("id", destination.id())
                    .execute();
            destination
                    .target()
                    .settings()
                    .forEach((name, value) -> h.createUpdate(
                                    "insert into event_destination_setting (destination_id, name, value)"
                                            + " values (:id, :name, :value)")
                            .bind("id", destination.id())
                            .bind("name", name)
                            .bind("value", value.toString())
                            .execute());
        });
    }

    /** Forgets a destination. No subscription may name it. */
    public void delete(String id) {
        jdbi.useHandle(h -> h.createUpdate("delete from event_destination where id = :id")
                .bind("id", id)
                .execute());
    }

    /** How far a destination has come, if there is one with that id. */
    public Optional<DeliveryProgress> progress(String id) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select cursor, delivered, expired, skipped, last_skipped from event_destination where id = :id")
                .bind("id", id)
                .map((row, ctx) -> new DeliveryProgress(
                        row.getLong("cursor"),
                        row.getLong("delivered"),
                        row.getLong("expired"),
                        row.getLong("skipped"),
                        row.getString("last_skipped")))
                .findOne());
    }

    /** Notes how far a destination has come; nothing if it was deleted. */
    public void keep(String id, DeliveryProgress progress) {
        jdbi.useHandle(h -> h.createUpdate("""
                        update event_destination set cursor = :cursor, delivered = :delivered, expired = :expired,
                            skipped = :skipped, last_skipped = :lastSkipped
                        where id = :id
                        """)
                .bind("id", id)
                .bind("cursor", progress.cursor())
                .bind("delivered", progress.delivered())
                .bind("expired", progress.expired())
                .bind("skipped", progress.skipped())
                .bind("lastSkipped", progress.lastSkipped())
                .execute());
    }
}
