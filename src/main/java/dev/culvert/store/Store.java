package dev.culvert.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/**
 * The database of one data directory. Opening it brings its tables to this program's version. Any thread may call the
 * tables; every call waits for the disk.
 */
public final class Store implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Store.class);

    /** The file in the data directory. */
    public static final String FILE_NAME = "culvert.db";

    private static final int BUSY_TIMEOUT_MS = 10_000;

    /** Bytes; that takes a second. */
    private static final long REWRITTEN_UP_TO = 64L << 20;

    private final Jdbi jdbi;
    private final ConnectionInsert insert;
    private final HistoryUpkeep upkeep;

    private Store(Jdbi jdbi, ConnectionInsert insert, HistoryUpkeep upkeep) {
        this.jdbi = jdbi;
        this.insert = insert;
        this.upkeep = upkeep;
    }

    /**
     * Opens the database of a data directory, making both if they are missing.
     *
     * @throws StoreException if it cannot be read or written, or is of a newer version of Culvert
     */
    public static Store open(Path dataDirectory) {
        Path file = dataDirectory.resolve(FILE_NAME);
        try {
            Files.createDirectories(dataDirectory);
            hide(file);
            SQLiteDataSource source = source(file);
            makeShrinkable(source, file);
            Migrations.run(source);
            var insert = new ConnectionInsert(source.getConnection());
            return new Store(Jdbi.create(source), insert, new HistoryUpkeep(source.getConnection(), insert));
        } catch (IOException | FlywayException | SQLException e) {
            throw new StoreException("The database " + file + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /** Policies hold passwords, and the history who connected. SQLite gives its other files the permissions of this one. */
    private static void hide(Path file) throws IOException {
        if (Files.notExists(file)) {
            Files.createFile(file); // an empty one is a new database
        }
        for (String name : List.of(FILE_NAME, FILE_NAME + "-wal", FILE_NAME + "-shm")) {
            Path part = file.resolveSibling(name);
            try {
                if (Files.exists(part)) {
                    OwnerOnly.restrict(part);
                }
            } catch (IOException e) { // a file system without owners is no reason not to start
                log.warn("Others may be able to read {}: {}", part, e.toString());
            }
        }
    }

    private static SQLiteDataSource source(Path file) {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        // WAL with NORMAL loses no committed change when the process dies, only when the machine does
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setBusyTimeout(BUSY_TIMEOUT_MS);
        // no thread uses a connection while another does; locking at each call was a twelfth of what a row costs
        config.resetOpenMode(SQLiteOpenMode.FULLMUTEX);
        config.setOpenMode(SQLiteOpenMode.NOMUTEX);
        config.enforceForeignKeys(true);
        config.setGetGeneratedKeys(false); // nobody asks for them, and it would, after each statement
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    /** A file from which room can be given back must be made so, or be rewritten once while it is small. */
    private static void makeShrinkable(SQLiteDataSource source, Path file) throws IOException, SQLException {
        if (Files.exists(file) && Files.size(file) > REWRITTEN_UP_TO) {
            return;
        }
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var kind = statement.executeQuery("pragma auto_vacuum")) {
            if (kind.getInt(1) == 0) {
                boolean unused = statement.execute("pragma auto_vacuum = incremental");
                boolean unusedToo = statement.execute("vacuum");
            }
        }
    }

    /** The endpoints. */
    public EndpointTable endpoints() {
        return new EndpointTable(jdbi);
    }

    /** The closed connections. */
    public ConnectionTable connections() {
        return new ConnectionTable(jdbi, insert);
    }

    /** The HTTP requests that have ended. */
    public RequestTable requests() {
        return new RequestTable(jdbi);
    }

    /** What keeps the history quick and small; for one thread. */
    public HistoryUpkeep upkeep() {
        return upkeep;
    }

    /** The IP policies. */
    public IpPolicyTable ipPolicies() {
        return new IpPolicyTable(jdbi);
    }

    /** The user's own ingresses. */
    public IngressTable ingresses() {
        return new IngressTable(jdbi);
    }

    /** The TCP addresses. */
    public AddressTable addresses() {
        return new AddressTable(jdbi);
    }

    /** The custom domains. */
    public DomainTable domains() {
        return new DomainTable(jdbi);
    }

    /** The order of everything that happened. */
    public JournalTable journal() {
        return new JournalTable(jdbi);
    }

    /** The event destinations. */
    public DestinationTable destinations() {
        return new DestinationTable(jdbi);
    }

    /** The event subscriptions. */
    public SubscriptionTable subscriptions() {
        return new SubscriptionTable(jdbi);
    }

    /**
     * Makes several changes, all of them or, if one throws, none. What the tables are asked within it, by the same thread,
     * belongs to it.
     */
    public void together(Runnable changes) {
        jdbi.useTransaction(h -> {
            // takes the one writer's place at once: a transaction that has read cannot take it after another has
            // written
            h.execute("update setting set name = name where false");
            changes.run();
        });
    }

    /** The settings. */
    public SettingTable settings() {
        return new SettingTable(jdbi);
    }

    /** Closes the database. Nothing is to be asked of it any more. */
    @Override
    public void close() {
        upkeep.close();
        insert.close();
    }
}
