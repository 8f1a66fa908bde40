package dev.culvert.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Reads the history as it is at one moment: blocks are moved by others. Writers do not wait for it. */
interface HistoryReading<T> {

    /** What is read. */
    T from(Connection database) throws SQLException;

    /** Reads in a transaction. */
    static <T> T of(Jdbi jdbi, HistoryReading<T> reading) {
        return jdbi.inTransaction(handle -> with(handle, reading));
    }

    /** Reads in a transaction of a handle. */
    static <T> T within(Handle handle, HistoryReading<T> reading) {
        return handle.inTransaction(same -> with(same, reading));
    }

    /** Reads what nobody moves. */
    static <T> T with(Handle handle, HistoryReading<T> reading) {
        try {
            return reading.from(handle.getConnection());
        } catch (SQLException e) {
            throw new StoreException("The history cannot be read: " + e.getMessage(), e);
        }
    }
}
