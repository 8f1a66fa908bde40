package dev.culvert.engine.netty.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.Arrays;

/**
 * The lines of a message's head while they are gathered: each character is copied and looked at once. A thread has one, for one
 * message at a time.
 */
final class HeadText {

    private static final FastThreadLocal<HeadText> OWN = new FastThreadLocal<>() {
        @Override
        protected HeadText initialValue() {
            return new HeadText();
        }
    };

    private byte[] bytes = new byte[1024];
    private int end;

    private HeadText() {}

    /** Begins a message on this thread; what was gathered before is gone. */
    static HeadText begin() {
        HeadText own = OWN.get();
        own.end = 0;
        return own;
    }

    /**
     * Adds a text.
     *
     * @throws IllegalArgumentException if it would end its line: what follows would be another header, or another message
     */
    HeadText add(String text) {
        int length = text.length();
        room(length);
        byte[] to = bytes;
        int at = end;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' || c == 0) {
                throw new IllegalArgumentException("A header would hold a line break.");
            }
            to[at++] = (byte) (c > 0xff ? '?' : c);
        }
        end = at;
        return this;
    }

    /** Ends the line. */
    HeadText endLine() {
        return two('\r', '\n');
    }

    /** Adds a line. */
    HeadText header(String name, String value) {
        return add(name).two(':', ' ').add(value).endLine();
    }

    private HeadText two(char first, char second) {
        room(2);
        bytes[end++] = (byte) first;
        bytes[end++] = (byte) second;
        return this;
    }

    private void room(int more) {
        if (bytes.length - end < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, end + more));
        }
    }

    /**
     * What was gathered.
     *
     * @param room for so many bytes more
     */
    ByteBuf toBuffer(ByteBufAllocator allocator, int room) {
        return allocator.ioBuffer(end + room).writeBytes(bytes, 0, end);
    }
}
