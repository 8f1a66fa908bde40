package dev.culvert.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Keeps the history quick and small: indexes what has come, and forgets what is too old or too much. Each call does a little
 * and waits for the disk meanwhile; writers wait for it for some milliseconds at the most. Any thread; one waits for the other.
 */
public final class HistoryUpkeep implements AutoCloseable {

    private final ConnectionInsert insert;
    private final Connection database;
    private final HistorySeal seal;
    private final HistoryTrim trim;
    private final RequestTrim requests;
    private long seenByThen = -1;

    HistoryUpkeep(Connection database, ConnectionInsert insert) throws SQLException {
        this.database = database;
        this.insert = insert;
        this.seal = new HistorySeal(database);
        this.trim = new HistoryTrim(database);
        this.requests = new RequestTrim(database);
    }

    /**
     * Indexes a few ten thousand connections, if as many have come, or puts small blocks of them together.
     *
     * @return whether there may be more to do at once
     */
    public synchronized boolean index() {
        long written = insert.written();
        if (written == seenByThen) {
            return false;
        }
        try {
            boolean sealed = seal.next();
            if (!sealed) {
                seenByThen = written;
            }
            return sealed;
        } catch (SQLException e) {
            throw new StoreException("The history cannot be indexed: " + e.getMessage(), e);
        }
    }

    /**
     * Forgets some of the oldest connections and requests that ended before a time, or, where the database is larger than it may be,
     * whenever they ended; then gives a little of the room back to the file system, if the file is of the kind that can.
     *
     * @param most how large the database may be, in bytes
     * @return whether there is more to do at once
     */
    public synchronized boolean forget(Instant before, long most) {
        try {
            long limit = Micros.of(before);
            boolean forgot = trim.older(limit) || requests.older(limit) || (trim.usedBytes() > most && oldest());
            return forgot || trim.giveBack();
        } catch (SQLException e) {
            throw new StoreException("The history cannot be shortened: " + e.getMessage(), e);
        }
    }

    /** Of connections and requests, those that began first. */
    private boolean oldest() throws SQLException {
        return requests.oldestStart() < trim.oldestStart() ? requests.oldest() : trim.oldest();
    }

    /** How large the database is, without room that waits to be used again, in bytes. */
    public synchronized long usedBytes() {
        try {
            return trim.usedBytes();
        } catch (SQLException e) {
            throw new StoreException("The size of the database cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            database.close();
        } catch (SQLException e) {
            throw new StoreException("The database does not close: " + e.getMessage(), e);
        }
    }
}
