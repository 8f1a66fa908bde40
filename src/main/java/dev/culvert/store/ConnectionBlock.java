package dev.culvert.store;

import dev.culvert.store.CodedConnection.Extras;
import dev.culvert.store.CodedConnection.Shape;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** How closed connections lie together in one value of the database. A row of its own for each would cost several times as much to write. */
final class ConnectionBlock {

    /** So many connections are in a block at the most. */
    static final int MOST = HistoryPart.BLOCK_ROWS;

    /** The first number of each block. */
    private static final int FORM = 1;

    /** What a row begins with: whether it has its own {@link Shape}, and its own of what few have. */
    private static final int SHAPE = 1;

    private static final int EXTRAS = 2;

    private ConnectionBlock() {}

    /** Writes a block, a row after the other. */
    static final class Writer {

        private static final Shape NO_SHAPE = new Shape(-1, -1, -1, -1, -1, -1);

        private final PackWriter pack = new PackWriter();
        private Shape latestShape = NO_SHAPE;
        private long latestId;
        private long latestStart;

        /** Begins a block. */
        Writer() {
            begin();
        }

        private void begin() {
            pack.forget();
            pack.number(FORM);
            latestShape = NO_SHAPE;
            latestId = 0;
            latestStart = 0;
        }

        /** The block; the next one has begun. */
        byte[] end() {
            byte[] block = pack.take();
            begin();
            return block;
        }

        /** Drops what was added. */
        void forget() {
            begin();
        }

        void add(CodedConnection row) {
            boolean hasShape = !row.shape().equals(latestShape);
            boolean hasExtras = !row.extras().equals(Extras.EMPTY);
            pack.number((hasShape ? SHAPE : 0) | (hasExtras ? EXTRAS : 0));
            pack.difference(row.id() - latestId);
            pack.difference(row.startedAt() - latestStart);
            pack.difference(row.lasted());
            pack.bytes(row.client());
            pack.number(row.clientPort());
            pack.number(row.sniffed() - CodedConnection.NONE);
            pack.number(row.connected() - CodedConnection.NONE);
            pack.number(row.bytesIn());
            pack.number(row.bytesOut());
            if (hasShape) {
                add(row.shape());
            }
            if (hasExtras) {
                pack.text(row.extras().error());
                pack.texts(row.extras().handedTo());
                pack.texts(row.extras().reports());
                pack.texts(row.extras().logs());
            }
            latestShape = row.shape();
            latestId = row.id();
            latestStart = row.startedAt();
        }

        private void add(Shape shape) {
            pack.number(shape.endpoint());
            pack.number(shape.server());
            pack.number(shape.serverPort());
            pack.number(shape.upstream());
            pack.number(shape.reason());
            pack.number(shape.decision());
        }
    }

    /** The rows of a block, in the order of their writing. */
    static List<CodedConnection> read(byte[] block) throws SQLException {
        var pack = new PackReader(block);
        if (pack.smallNumber() != FORM) {
            throw new SQLException("Connections are of a form that this version does not know");
        }
        List<CodedConnection> rows = new ArrayList<>(MOST);
        Shape shape = Writer.NO_SHAPE;
        long latestId = 0;
        long latestStart = 0;
        while (pack.hasMore()) {
            int has = pack.smallNumber();
            latestId += pack.difference();
            latestStart += pack.difference();
            long lasted = pack.difference();
            byte[] client = pack.bytes();
            int clientPort = pack.smallNumber();
            long sniffed = pack.number() + CodedConnection.NONE;
            long connected = pack.number() + CodedConnection.NONE;
            long bytesIn = pack.number();
            long bytesOut = pack.number();
            if ((has & SHAPE) != 0) {
                shape = shape(pack);
            }
            Extras extras = (has & EXTRAS) == 0
                    ? Extras.EMPTY
                    : new Extras(pack.textOrNull(), pack.texts(), pack.texts(), pack.texts());
            rows.add(new CodedConnection(
                    latestId,
                    shape,
                    client,
                    clientPort,
                    latestStart,
                    lasted,
                    sniffed,
                    connected,
                    bytesIn,
                    bytesOut,
                    extras));
        }
        return rows;
    }

    private static Shape shape(PackReader pack) throws SQLException {
        return new Shape(pack.number(), pack.number(), pack.smallNumber(), pack.number(), pack.number(), pack.number());
    }
}
