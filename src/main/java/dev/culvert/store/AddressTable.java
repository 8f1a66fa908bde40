package dev.culvert.store;

import dev.culvert.model.TcpAddress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** The reserved TCP addresses, and the ports that were released not long ago. */
public final class AddressTable {

    private final Jdbi jdbi;

    AddressTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** All addresses, the oldest first. */
    public List<TcpAddress> all() {
        return jdbi.withHandle(h -> h.createQuery("select * from tcp_address order by created_at, id")
                .map((row, ctx) -> new TcpAddress(
                        row.getString("id"),
                        row.getString("ingress"),
                        row.getInt("port"),
                        row.getString("region"),
                        row.getString("description"),
                        row.getString("metadata"),
                        Micros.toInstant(row.getLong("created_at"))))
                .list());
    }

    /** Keeps an address, in place of the one with its id if there is one. Its port counts as released no more. */
    public void save(TcpAddress address) {
        jdbi.useTransaction(h -> {
            h.createUpdate("""
                            insert into tcp_address (id, ingress, port, region, description, metadata, created_at)
                            values (:id, :ingress, :port, :region, :description, :metadata, :created)
                            on conflict (id) do update set description = :description, metadata = :metadata
                            """)
                    .bind("id", address.id())
                    .bind("ingress", address.ingress())
                    .bind("port", address.port())
                    .bind("region", address.region())
                    .bind("description", address.description())
                    .bind("metadata", address.metadata())
                    .bind("created", Micros.of(address.createdAt()))
                    .execute();
            h.createUpdate("delete from released_port where port = :port")
                    .bind("port", address.port())
                    .execute();
        });
    }

    /** Forgets an address, and remembers that its port was released. */
    public void release(TcpAddress address, Instant at) {
        jdbi.useTransaction(h -> {
            h.createUpdate("delete from tcp_address where id = :id")
                    .bind("id", address.id())
                    .execute();
            h.createUpdate("insert or replace into released_port (port, released_at) values (:port, :at)")
                    .bind("port", address.port())
                    .bind("at", Micros.of(at))
                    .execute();
        });
    }

    /** The ports that were released since then, with the moment of each; older ones are forgotten. */
    public Map<Integer, Instant> releasedSince(Instant then) {
        return jdbi.inTransaction(h -> {
            h.createUpdate("delete from released_port where released_at < :then")
                    .bind("then", Micros.of(then))
                    .execute();
            Map<Integer, Instant> ports = new LinkedHashMap<>();
            h.createQuery("select port, released_at from released_port")
                    .map((row, ctx) -> Map.entry(row.getInt("port"), Micros.toInstant(row.getLong("released_at"))))
                    .forEach(e -> ports.put(e.getKey(), e.getValue()));
            return ports;
        });
    }
}
