package dev.culvert.engine.netty.http;

import io.netty.util.ByteProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Holds the head of a request to the letter of RFC 9112, byte by byte, before the decoder, which forgives more, sees it. What
 * two readers of the same bytes could disagree on is refused. On the event loop only.
 */
final class HeadGuard implements ByteProcessor {

    private enum Place {
        BEFORE,
        BEFORE_LF,
        METHOD,
        TARGET,
        VERSION,
        LINE_CR,
        LINE_LF,
        LINE_START,
        NAME,
        VALUE,
        VALUE_LF,
        END_LF,
        DONE
    }

    private static final String VERSION = "HTTP/1.";

    private final HttpLimits limits;
    private Place place = Place.BEFORE;
    private int bytes;
    private int headers;
    private int matched;
    private @Nullable BadRequest problem;

    HeadGuard(HttpLimits limits) {
        this.limits = limits;
    }

    /** Begins with another head. */
    void reset() {
        place = Place.BEFORE;
        bytes = 0;
        headers = 0;
        matched = 0;
    }

    boolean hasBegun() {
        return place != Place.BEFORE || bytes > 0;
    }

    boolean isDone() {
        return place == Place.DONE;
    }

    /** What is wrong; null if nothing is so far. */
    @Nullable BadRequest problem() {
        return problem;
    }

    /** Whether to go on: false at the end of the head, and where it is wrong. */
    @Override
    public boolean process(byte next) {
        bytes++;
        switch (place) {
            case BEFORE -> before(next);
            case METHOD -> inMethod(next);
            case TARGET -> inTarget(next);
            case VERSION -> inVersion(next);
            case LINE_START -> atLineStart(next);
            case NAME -> inName(next);
            case VALUE -> inValue(next);
            case BEFORE_LF -> expect(next, '\n', Place.BEFORE);
            case LINE_CR -> expect(next, '\r', Place.LINE_LF);
            case LINE_LF -> endOfRequestLine(next);
            case VALUE_LF -> expect(next, '\n', Place.LINE_START);
            case END_LF -> expect(next, '\n', Place.DONE);
            case DONE -> throw new IllegalStateException("the head has ended");
        }
        return place != Place.DONE && problem == null;
    }

    private void before(byte next) {
        if (next == '\r') { // RFC 9112 2.2: an empty line before the request is to be ignored
            place = Place.BEFORE_LF;
            limitLine();
        } else if (Tokens.isToken(next)) {
            place = Place.METHOD;
        } else {
            refuse("The request does not begin with a method.");
        }
    }

    private void inMethod(byte next) {
        if (next == ' ') {
            place = Place.TARGET;
            matched = 0;
        } else if (!Tokens.isToken(next)) {
            refuse("The request line has no single space behind its method.");
        }
        limitLine();
    }

    private void inTarget(byte next) {
        if (next > ' ' && next < 0x7f) {
            matched = 1;
        } else if (next == ' ' && matched == 1) {
            place = Place.VERSION;
            matched = 0;
        } else {
            refuse(
                    next == '\r' || next == '\n'
                            ? "The request line has no HTTP version."
                            : "The request target has a character that must be percent-encoded.");
        }
        limitLine();
    }

    private void inVersion(byte next) {
        if (matched < VERSION.length() ? next == VERSION.charAt(matched) : next >= '0' && next <= '9') {
            if (++matched > VERSION.length()) {
                place = Place.LINE_CR;
            }
        } else {
            refuse("The request is not of HTTP/1.0 or HTTP/1.1.");
        }
    }

    private void endOfRequestLine(byte next) {
        expect(next, '\n', Place.LINE_START);
        bytes = 0;
    }

    private void atLineStart(byte next) {
        if (next == '\r') {
            place = Place.END_LF;
        } else if (Tokens.isToken(next)) {
            place = Place.NAME;
            if (++headers > limits.headers()) {
                problem = new BadRequest(431, "The request has more than " + limits.headers() + " headers.");
            }
        } else if (next == ' ' || next == '\t') {
            refuse("A header is folded over several lines.");
        } else {
            refuse("A header does not begin with a name.");
        }
        limitHeaders();
    }

    private void inName(byte next) {
        if (next == ':') {
            place = Place.VALUE;
        } else if (next == ' ' || next == '\t') {
            refuse("A header has a space before its colon.");
        } else if (!Tokens.isToken(next)) {
            refuse("A header's name has a character that names do not have.");
        }
        limitHeaders();
    }

    private void inValue(byte next) {
        if (next == '\r') {
            place = Place.VALUE_LF;
        } else if (next == '\n') {
            refuse("A line ends in LF without CR.");
        } else if ((next >= 0 && next < ' ' && next != '\t') || next == 0x7f) {
            refuse("A header has a control character in its value.");
        }
        limitHeaders();
    }

    private void expect(byte next, char wanted, Place then) {
        if (next == wanted) {
            place = then;
        } else {
            refuse(wanted == '\n' ? "There is a CR without LF." : "The line does not end behind the HTTP version.");
        }
    }

    private void limitLine() {
        if (bytes > limits.line() && problem == null) {
            problem = new BadRequest(414, "The request line is longer than " + limits.line() + " bytes.");
        }
    }

    private void limitHeaders() {
        if (bytes > limits.headerBytes() && problem == null) {
            problem = new BadRequest(431, "The headers are longer than " + limits.headerBytes() + " bytes.");
        }
    }

    private void refuse(String why) {
        problem = new BadRequest(400, why);
    }
}
