package dev.culvert.store;

import dev.culvert.model.CustomDomain;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** The user's custom domains. */
public final class DomainTable {

    private final Jdbi jdbi;

    DomainTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** All custom domains, the oldest first. */
    public List<CustomDomain> all() {
        return jdbi.withHandle(h -> h.createQuery("select * from custom_domain order by created_at, id")
                .map((row, ctx) -> new CustomDomain(
                        row.getString("id"),
                        row.getString("name"),
                        row.getString("ingress"),
                        Micros.toInstant(row.getLong("created_at"))))
                .list());
    }

    /** Keeps a custom domain. */
    public void save(CustomDomain domain) {
        jdbi.useHandle(h -> h.createUpdate("""
                        insert into custom_domain (id, name, ingress, created_at)
                        values (:id, :name, :ingress, :created)
                        """)
                .bind("id", domain.id())
                .bind("name", domain.name())
                .bind("ingress", domain.ingress())
                .bind("created", Micros.of(domain.createdAt()))
                .execute());
    }

    /** Forgets a custom domain. */
    public void delete(String id) {
        jdbi.useHandle(h -> h.createUpdate("delete from custom_domain where id = :id")
                .bind("id", id)
                .execute());
    }
}
