package dev.culvert.store;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@link PackWriter} wrote, in the same order. One thread. */
final class PackReader {

    private static final int SEVEN_BITS = 0x7F;

    private final byte[] bytes;
    private final List<String> texts = new ArrayList<>();
    private int place;

    PackReader(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean hasMore() {
        return place < bytes.length;
    }

    /** @throws SQLException if there is nothing more, or no number */
    long number() throws SQLException {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = next();
            number |= (long) (next & SEVEN_BITS) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new SQLException("A number of the history has no end");
    }

    int smallNumber() throws SQLException {
        return (int) number();
    }

    long difference() throws SQLException {
        long coded = number();
        return (coded >>> 1) ^ -(coded & 1);
    }

    @Nullable String textOrNull() throws SQLException {
        int code = smallNumber();
        return switch (code) {
            case PackWriter.NONE -> null;
            case PackWriter.NEW -> newText();
            default -> {
                if (code < 0 || code - PackWriter.FIRST >= texts.size()) {
                    throw new SQLException("A text of the history is missing");
                }
                yield texts.get(code - PackWriter.FIRST);
            }
        };
    }

    String text() throws SQLException {
        String text = textOrNull();
        if (text == null) {
            throw new SQLException("A text of the history is missing");
        }
        return text;
    }

    List<String> texts() throws SQLException {
        int size = smallNumber();
        List<String> some = size == 0 ? List.of() : new ArrayList<>();
        for (int i = 0; i < size; i++) {
            some.add(text());
        }
        return some;
    }

    private String newText() throws SQLException {
        String text = new String(bytes(), StandardCharsets.UTF_8);
        texts.add(text);
        return text;
    }

    byte[] bytes() throws SQLException {
        int length = smallNumber();
        if (length < 0 || length > bytes.length - place) {
            throw new SQLException("A value of the history is cut off");
        }
        byte[] some = new byte[length];
        System.arraycopy(bytes, place, some, 0, length);
        place += length;
        return some;
    }

    private byte next() throws SQLException {
        if (!hasMore()) {
            throw new SQLException("A row of the history is cut off");
        }
        return bytes[place++];
    }
}
