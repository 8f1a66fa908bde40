package dev.culvert.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Writes blocks of connections that are not indexed yet, in somebody's transaction. */
final class FreshInsert implements AutoCloseable {

    /** The first column is counted on by the database. */
    private static final String BLOCK =
            "insert into history_fresh (no, " + BlockSpan.COLUMNS + ", rows) values (?, ?, ?, ?, ?, ?, ?, ?)";

    private final PreparedStatement block;
    private final ConnectionBlock.Writer writer = new ConnectionBlock.Writer();
    private final List<CodedConnection> rows = new ArrayList<>(ConnectionBlock.MOST);

    FreshInsert(Connection database) throws SQLException {
        block = database.prepareStatement(BLOCK);
    }

    /** Behind all that there are. */
    void add(CodedConnection row) throws SQLException {
        rows.add(row);
        if (rows.size() == ConnectionBlock.MOST) {
            end();
        }
    }

    private void end() throws SQLException {
        if (!rows.isEmpty()) {
            rows.forEach(writer::add);
            BlockSpan span = BlockSpan.of(rows);
            block.setObject(1, null);
            span.bind(block, 2);
            block.setBytes(8, writer.end());
            block.addBatch();
            rows.clear();
        }
    }

    /** Writes what was added. */
    void flush() throws SQLException {
        end();
        int[] unused = block.executeBatch();
    }

    /** Drops what was added and not written. */
    void forget() throws SQLException {
        rows.clear();
        writer.forget();
        block.clearBatch();
    }

    @Override
    public void close() throws SQLException {
        block.close();
    }
}
