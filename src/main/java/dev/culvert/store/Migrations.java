package dev.culvert.store;

import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteDataSource;

/** Brings the tables of a database to this program's version. */
final class Migrations {

    /** The number of the last migration: a file of the folder, or a class that is named below. */
    static final String NEWEST = "15";

    static final String FOLDER = "dev/culvert/store/migrations";

    private Migrations() {}

    /**
     * Runs what is missing. Flyway is asked only if anything is: it takes 400 classes and a tenth of the whole start to find
     * out that there is nothing to do.
     *
     * @throws FlywayException if the database is of a newer version, or a migration fails
     */
    static void run(SQLiteDataSource source) {
        if (!isDone(source)) {
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:" + FOLDER)
                    .javaMigrations(new RequestPacking(), new ConnectionPacking())
                    .load()
                    .migrate();
        }
    }

    /** Whether the last migration that was tried is the newest there is, and went well. */
    private static boolean isDone(SQLiteDataSource source) {
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var last = statement.executeQuery(
                        "select version, success from flyway_schema_history order by installed_rank desc limit 1")) {
            return last.next() && NEWEST.equals(last.getString("version")) && last.getBoolean("success");
        } catch (SQLException e) {
            // an empty database has no such table; of any other trouble Flyway speaks
            return false;
        }
    }
}
