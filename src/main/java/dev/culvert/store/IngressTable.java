package dev.culvert.store;

import dev.culvert.model.Ingress;
import dev.culvert.model.PortRange;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** The ingresses that the user has added. */
public final class IngressTable {

    private final Jdbi jdbi;

    IngressTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** All of the user's own ingresses, the oldest first. */
    public List<Ingress> all() {
        return jdbi.withHandle(h -> h.createQuery("select * from ingress order by created_at, id")
                .map((row, ctx) -> new Ingress(
                        row.getString("id"),
                        row.getString("name"),
                        row.getString("bind")
                                .lines()
                                .map(InetAddress::ofLiteral)
                                .toList(),
                        List.of(row.getString("host")),
                        new PortRange(row.getInt("first_port"), row.getInt("last_port"))))
                .list());
    }

    /** Keeps an ingress, in place of the one with its id if there is one, which keeps its age. */
    public void save(Ingress ingress) {
        jdbi.useHandle(h -> h.createUpdate("""
                        insert into ingress (id, name, bind, host, first_port, last_port, created_at)
                        values (:id, :name, :bind, :host, :first, :last, :created)
                        on conflict (id) do update set name = :name, bind = :bind, host = :host,
                            first_port = :first, last_port = :last
                        """)
                .bind("id", ingress.id())
                .bind("name", ingress.name())
                .bind(
                        "bind",
                        ingress.bind().stream().map(InetAddress::getHostAddress).collect(Collectors.joining("\n")))
                .bind("host", ingress.host())
                .bind("first", ingress.ports().first())
                .bind("last", ingress.ports().last())
                .bind("created", Micros.of(Instant.now()))
                .execute());
    }

    /** Forgets an ingress. */
    public void delete(String id) {
        jdbi.useHandle(h -> h.createUpdate("delete from ingress where id = :id")
                .bind("id", id)
                .execute());
    }
}
