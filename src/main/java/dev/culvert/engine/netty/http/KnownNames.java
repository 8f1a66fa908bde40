package dev.culvert.engine.netty.http;

import io.netty.util.AsciiString;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.Arrays;

/**
 * The names of headers that this thread has read lately. There are few, and each of a message's would else be made anew, with its
 * hash and its text. A name takes the place of another with the same hash, so there are never more than {@value #PLACES}.
 */
final class KnownNames {

    private static final int PLACES = 256;
    private static final int LONGEST = 64;

    private static final FastThreadLocal<KnownNames> OWN = new FastThreadLocal<>() {
        @Override
        protected KnownNames initialValue() {
            return new KnownNames();
        }
    };

    private final AsciiString[] names = new AsciiString[PLACES];

    private KnownNames() {
        Arrays.fill(names, AsciiString.EMPTY_STRING);
    }

    /** Those of this thread. */
    static KnownNames own() {
        return OWN.get();
    }

    /** The name that stands there, in the case in which it was written. */
    AsciiString name(byte[] line, int start, int length) {
        if (length > LONGEST) {
            return new AsciiString(line, start, length, true);
        }
        int hash = length;
        for (int i = start; i < start + length; i++) {
            hash = 31 * hash + line[i];
        }
        int place = (hash ^ hash >>> 8 ^ hash >>> 16) & (PLACES - 1);
        AsciiString known = names[place];
        if (Arrays.equals(known.array(), 0, known.length(), line, start, start + length)) {
            return known;
        }
        AsciiString made = new AsciiString(line, start, length, true);
        names[place] = made;
        return made;
    }
}
