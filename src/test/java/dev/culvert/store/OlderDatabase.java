package dev.culvert.store;

import java.nio.file.Path;
import org.flywaydb.core.Flyway;

/** Databases as older versions of the program left them. */
final class OlderDatabase {

    private OlderDatabase() {}

    /**
     * Makes one, empty, in a data directory and answers its URL.
     *
     * @param version of the tables, one that is a file of the folder
     */
    static String make(Path directory, String version) {
        String url = "jdbc:sqlite:" + directory.resolve(Store.FILE_NAME);
        Flyway.configure()
                .dataSource(url, null, null)
                .locations("classpath:" + Migrations.FOLDER)
                .target(version)
                .load()
                .migrate();
        return url;
    }
}
