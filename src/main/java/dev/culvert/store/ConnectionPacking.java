package dev.culvert.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.flywaydb.core.api.migration.Context;

/** Version 15 of the tables: puts connections, of which each had a row, into blocks. They are indexed anew by and by. */
final class ConnectionPacking extends Packing {

    /** So many are written at once. */
    private static final int BATCH = 100 * ConnectionBlock.MOST;

    ConnectionPacking() {
        super("15", "connections packed");
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection database = context.getConnection();
        var insert = new FreshInsert(database);
        var codes = new Codes(database);
        long packed = 0;
        tell(database, "history", "connections");
        try (var statement = database.createStatement()) {
            try (ResultSet row = statement.executeQuery("select * from closed_connection order by id")) {
                while (row.next()) {
                    insert.add(CodedConnection.of(ClosedRows.connection(row), codes));
                    packed++;
                    if (packed % BATCH == 0) {
                        insert.flush();
                    }
                }
            }
            insert.flush();
            boolean unused = statement.execute("drop view closed_connection");
            boolean unusedToo = statement.execute("drop table history");
        }
    }
}
