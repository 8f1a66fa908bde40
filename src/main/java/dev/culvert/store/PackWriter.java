package dev.culvert.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes numbers and texts one after the other, closely: a small number takes a byte (base 128, the lowest seven bits first, as
 * in DWARF's LEB128), and a text that was written before takes a number. {@link PackReader} reads it. One thread.
 */
final class PackWriter {

    /** In the place of a text: that there is none, that a new one follows, and that it is the first of those before. */
    static final int NONE = 0;

    static final int NEW = 1;
    static final int FIRST = 2;

    private static final int LONGEST_NUMBER = 10;
    private static final int SEVEN_BITS = 0x7F;
    private static final int MORE = 0x80;

    private final Map<String, Integer> texts = new HashMap<>();
    private byte[] bytes = new byte[1 << 14];
    private int size;

    /** Small ones take least; one below zero takes ten bytes. */
    void number(long number) {
        ensure(LONGEST_NUMBER);
        long rest = number;
        while ((rest & ~SEVEN_BITS) != 0) {
            bytes[size++] = (byte) (rest | MORE);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Those near zero take least, on either side. */
    void difference(long number) {
        number((number << 1) ^ (number >> (Long.SIZE - 1)));
    }

    void text(@Nullable String text) {
        if (text == null) {
            number(NONE);
            return;
        }
        Integer known = texts.putIfAbsent(text, texts.size());
        if (known == null) {
            number(NEW);
            bytes(text.getBytes(StandardCharsets.UTF_8));
        } else {
            number(FIRST + known);
        }
    }

    void texts(List<String> some) {
        number(some.size());
        for (int i = 0; i < some.size(); i++) {
            text(some.get(i));
        }
    }

    void bytes(byte[] some) {
        number(some.length);
        ensure(some.length);
        System.arraycopy(some, 0, bytes, size, some.length);
        size += some.length;
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }

    /** All that was written since it was last taken. */
    byte[] take() {
        byte[] all = Arrays.copyOf(bytes, size);
        forget();
        return all;
    }

    /** Begins anew. */
    void forget() {
        size = 0;
        texts.clear();
    }
}
