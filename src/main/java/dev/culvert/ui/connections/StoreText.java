package dev.culvert.ui.connections;

import java.net.InetAddress;
import java.util.Locale;

/** A typed filter as the history understands it: it writes IPv6 in full, and reasons with underscores. */
final class StoreText {

    private StoreText() {}

    /** The text to ask the history for. */
    static String of(String typed) {
        String text = typed.strip().toLowerCase(Locale.ROOT);
        int colon = text.lastIndexOf("]:");
        if (text.startsWith("[") && colon > 0) {
            return inFull(text.substring(1, colon)) + text.substring(colon + 1);
        }
        return inFull(text);
    }

    private static String inFull(String text) {
        if (text.indexOf(':') == text.lastIndexOf(':')) {
            return text;
        }
        try {
            return InetAddress.ofLiteral(text).getHostAddress();
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
