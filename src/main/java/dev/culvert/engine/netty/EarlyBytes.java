package dev.culvert.engine.netty;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/** What a client has said before there is anybody to hear it. On the event loop only. */
final class EarlyBytes {

    /** Reading goes on that long, to notice the client's end or reset. */
    private static final int LIMIT = 64 * 1024;

    private List<ByteBuf> kept = List.of();
    private int bytes;

    void add(ByteBuf more) {
        if (kept.isEmpty()) {
            kept = new ArrayList<>(2);
        }
        kept.add(more);
        bytes += more.readableBytes();
    }

    boolean isEmpty() {
        return kept.isEmpty();
    }

    boolean isFull() {
        return bytes >= LIMIT;
    }

    /** Views of what is kept. */
    List<ByteBuf> look() {
        return kept.stream().map(ByteBuf::duplicate).toList();
    }

    /** Hands all of it over. */
    List<ByteBuf> take() {
        List<ByteBuf> taken = kept;
        kept = List.of();
        bytes = 0;
        return taken;
    }
}
