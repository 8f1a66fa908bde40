package dev.culvert.engine.netty.http;

import io.netty.buffer.ByteBuf;

/**
 * Tells from a client's first bytes whether it speaks HTTP. The question is asked as the most lenient server would: what any
 * server could take for a request must not get round the policy, so blank lines before it, odd spacing, HTTP/0.9 and the
 * preface of HTTP/2 count as HTTP too, and the strict reader refuses them. For one thread.
 */
public final class FirstLine {

    /** What is known so far. */
    public enum Verdict {
        /** Too little to say. */
        OPEN,
        /** It is HTTP, or what somebody might take for it. */
        HTTP,
        /** It is something else. */
        OTHER
    }

    private enum Place {
        BEFORE,
        METHOD,
        SPACE,
        REST
    }

    private static final String VERSION = "HTTP/";
    private static final int MOST_BLANKS = 4096;
    private static final int PREFIX = 7;

    private final int longest;
    private final StringBuilder method = new StringBuilder(8);
    private final StringBuilder target = new StringBuilder(PREFIX);
    private Place place = Place.BEFORE;
    private int length;
    private int matched = -1;

    /** A line of at most so many bytes; a longer one is HTTP if it began as such. */
    public FirstLine(int longest) {
        this.longest = longest;
    }

    /** Whether nothing was said yet. */
    public boolean isSilent() {
        return length == 0;
    }

    /** Looks at further bytes, which stay unread. */
    public Verdict look(ByteBuf bytes) {
        for (int i = bytes.readerIndex(); i < bytes.writerIndex(); i++) {
            Verdict verdict = look(bytes.getByte(i));
            if (verdict != Verdict.OPEN) {
                return verdict;
            }
        }
        return Verdict.OPEN;
    }

    private Verdict look(byte next) {
        length++;
        return switch (place) {
            case BEFORE -> before(next);
            case METHOD -> inMethod(next);
            case SPACE, REST -> behindMethod(next);
        };
    }

    private Verdict before(byte next) {
        if (isBlank(next) || next == '\r' || next == '\n') {
            return length > MOST_BLANKS ? Verdict.OTHER : Verdict.OPEN;
        } else if (!Tokens.isToken(next)) {
            return Verdict.OTHER;
        }
        place = Place.METHOD;
        method.append((char) next);
        return Verdict.OPEN;
    }

    private Verdict inMethod(byte next) {
        if (next > ' ' && next < 0x7f) {
            if (method.length() < PREFIX) {
                method.append((char) next);
            }
            return length > longest ? Verdict.OTHER : Verdict.OPEN;
        } else if (isBlank(next)) {
            place = Place.SPACE;
            matched = 0;
            return Verdict.OPEN;
        }
        return Verdict.OTHER;
    }

    private Verdict behindMethod(byte next) {
        if (next == '\n') {
            return isOldRequest() ? Verdict.HTTP : Verdict.OTHER;
        } else if (next == 0) {
            return Verdict.OTHER;
        } else if (isBlank(next)) {
            matched = 0;
            return length > longest ? tooLong() : Verdict.OPEN;
        }
        place = Place.REST;
        if (matched == VERSION.length()) {
            if (next >= '0' && next <= '9') {
                return Verdict.HTTP;
            }
            matched = -1;
        } else if (matched >= 0) {
            matched = Character.toUpperCase((char) next) == VERSION.charAt(matched) ? matched + 1 : -1;
        }
        if (target.length() < PREFIX) {
            target.append((char) next);
        }
        return length > longest ? tooLong() : Verdict.OPEN;
    }

    /** HTTP/0.9 has no version; other protocols of lines have a GET too, but not for a path. */
    private boolean isOldRequest() {
        return method.toString().equalsIgnoreCase("GET") && hasTarget();
    }

    private Verdict tooLong() {
        return hasTarget() ? Verdict.HTTP : Verdict.OTHER;
    }

    private boolean hasTarget() {
        return !target.isEmpty()
                && (target.charAt(0) == '/' || target.toString().regionMatches(true, 0, "http://", 0, PREFIX));
    }

    private static boolean isBlank(byte character) {
        return character == ' ' || character == '\t' || character == 0x0b || character == 0x0c;
    }
}
