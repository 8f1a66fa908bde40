package dev.culvert.ui.frame;

import java.util.Locale;
import java.util.OptionalInt;

/** Finds what may be meant by a few letters: all of them, in order, anywhere in the text. */
final class FuzzyMatch {

    private static final int TOGETHER = 4;
    private static final int AT_WORD = 6;
    private static final int WHOLE = 40;

    private FuzzyMatch() {}

    /** How well the letters fit the text, more being better; empty if they do not. */
    static OptionalInt score(String letters, String text) {
        String wanted = letters.toLowerCase(Locale.ROOT).replace(" ", "");
        String within = text.toLowerCase(Locale.ROOT);
        int score = within.contains(letters.strip().toLowerCase(Locale.ROOT)) ? WHOLE : 0;
        int at = -1;
        for (int i = 0; i < wanted.length(); i++) {
            int next = within.indexOf(wanted.charAt(i), at + 1);
            if (next < 0) {
                return OptionalInt.empty();
            }
            score += next == at + 1 ? TOGETHER : 0;
            score += next == 0 || !Character.isLetterOrDigit(within.charAt(next - 1)) ? AT_WORD : 0;
            at = next;
        }
        return OptionalInt.of(score);
    }
}
