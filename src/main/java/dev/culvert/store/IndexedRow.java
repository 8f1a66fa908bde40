package dev.culvert.store;

import java.util.function.ObjLongConsumer;

/**
 * What the index looks at in a row.
 *
 * @param bytes both directions
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record IndexedRow(
        long id,
        long startedAt,
        long endpoint,
        byte[] client,
        long reason,
        long bytes,
        long upstream,
        long decision,
        boolean hasError) {

    /** Every key of the row. */
    void keys(ObjLongConsumer<IndexKind> receiver) {
        receiver.accept(IndexKind.ENDPOINT, endpoint);
        if (client.length == 4) {
            receiver.accept(IndexKind.CLIENT_V4, IndexKind.keyV4(client));
        } else {
            receiver.accept(IndexKind.CLIENT_V6, IndexKind.keyV6(client));
            receiver.accept(IndexKind.CLIENT_V6_HOST, IndexKind.keyV6Host(client));
        }
        receiver.accept(IndexKind.REASON, reason);
        receiver.accept(IndexKind.BYTES, IndexKind.sizeClass(bytes));
        receiver.accept(IndexKind.UPSTREAM, upstream);
        receiver.accept(IndexKind.DECISION, decision);
        if (hasError) {
            receiver.accept(IndexKind.ERROR, 1);
        }
    }
}
