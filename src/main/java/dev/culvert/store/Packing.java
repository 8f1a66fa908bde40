package dev.culvert.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A version of the tables for which rows are packed, which SQL cannot do. */
abstract class Packing implements JavaMigration {

    private static final Logger log = LoggerFactory.getLogger(Packing.class);

    private final String version;
    private final String description;

    Packing(String version, String description) {
        this.version = version;
        this.description = description;
    }

    @Override
    public final MigrationVersion getVersion() {
        return MigrationVersion.fromVersion(version);
    }

    @Override
    public final String getDescription() {
        return description;
    }

    @Override
    public final Integer getChecksum() {
        return 1;
    }

    @Override
    public final boolean canExecuteInTransaction() {
        return true;
    }

    /** Says how many rows there are, since ten million take a minute or two. */
    static void tell(Connection database, String table, String what) throws SQLException {
        try (var statement = database.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from " + table)) {
            if (count.getLong(1) > 0) {
                log.info("{} {} of the history are being packed, which happens once.", count.getLong(1), what);
            }
        }
    }

    @Override
    public abstract void migrate(Context context) throws SQLException;
}
