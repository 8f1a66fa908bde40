package dev.culvert.store;

import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Settings by name. */
public final class SettingTable {

    private final Jdbi jdbi;

    SettingTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The value of a setting, if it was ever set. */
    public Optional<String> get(String name) {
        return jdbi.withHandle(h -> h.createQuery("select value from setting where name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne());
    }

    /** Sets a setting. */
    public void put(String name, String value) {
        jdbi.useHandle(h -> h.createUpdate("insert or replace into setting (name, value) values (:name, :value)")
                .bind("name", name)
                .bind("value", value)
                .execute());
    }
}
