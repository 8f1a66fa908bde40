package dev.culvert.engine.netty;

import dev.culvert.engine.netty.http.Framing;
import dev.culvert.engine.netty.http.MessageWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.function.Consumer;

/** Sends parts of a body on, in chunks of our own where they are needed. */
final class ChunkedBody {

    private ChunkedBody() {}

    /** Writes a part, which is used up. */
    static void write(Consumer<ByteBuf> to, ByteBufAllocator allocator, Framing framing, HttpContent content) {
        ByteBuf bytes = content.content();
        int size = bytes.readableBytes();
        if (size == 0) {
            bytes.release();
        } else if (framing.isChunked()) {
            to.accept(MessageWriter.chunkSize(allocator, size));
            to.accept(bytes);
            to.accept(MessageWriter.chunkEnd());
        } else {
            to.accept(bytes);
        }
        if (framing.isChunked() && content instanceof LastHttpContent last) {
            to.accept(MessageWriter.lastChunk(allocator, last.trailingHeaders()));
        }
    }
}
