package dev.culvert.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A part of the history as it is made: its blocks, and what the index has to know of them. */
final class NewPart {

    private static final String PART =
            "insert into history_part (no, " + BlockSpan.COLUMNS + ", blocks) values (?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String BLOCK =
            "insert into history_block (block, rows) select ?, rows from history_fresh where no = ?";

    private final long no;
    private final List<BlockPlace> blocks = new ArrayList<>();
    private final List<PairFilter> pairs = new ArrayList<>();
    private final IndexBuild index = new IndexBuild();

    /** Without blocks. */
    NewPart(long no) {
        this.no = no;
    }

    /** Adds a block that is not indexed yet, with its rows. */
    void add(BlockPlace fresh, List<CodedConnection> rows) {
        long bit = 1L << blocks.size();
        PairFilter together = PairFilter.empty();
        for (CodedConnection row : rows) {
            index.add(row, bit);
            together.add(row);
        }
        blocks.add(fresh);
        pairs.add(together);
    }

    /** In the caller's transaction, before the blocks are taken from where they are. */
    void write(Connection database) throws SQLException {
        try (PreparedStatement part = database.prepareStatement(PART);
                PreparedStatement block = database.prepareStatement(BLOCK);
                PreparedStatement pair = database.prepareStatement("insert into history_pairs values (?, ?)");
                PreparedStatement enter = database.prepareStatement(IndexBuild.ENTER)) {
            List<BlockSpan> spans = blocks.stream().map(BlockPlace::span).toList();
            part.setLong(1, no);
            BlockSpan.ofAll(spans).bind(part, 2);
            part.setBytes(8, BlockSpan.pack(spans));
            int unused = part.executeUpdate();
            for (int i = 0; i < blocks.size(); i++) {
                long key = no * HistoryPart.BLOCKS + i;
                block.setLong(1, key);
                block.setLong(2, blocks.get(i).key());
                block.addBatch();
                pair.setLong(1, key);
                pair.setBytes(2, pairs.get(i).bytes());
                pair.addBatch();
            }
            int[] unusedBlocks = block.executeBatch();
            int[] unusedPairs = pair.executeBatch();
            index.write(enter, no);
        }
    }
}
