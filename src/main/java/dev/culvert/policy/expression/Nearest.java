package dev.culvert.policy.expression;

import java.util.Collection;
import java.util.Optional;

/** Finds what somebody probably meant to write. */
public final class Nearest {

    private Nearest() {}

    /** The name that is most like a misspelt one; empty if none is like it at all. */
    public static Optional<String> to(String misspelt, Collection<String> names) {
        String best = null;
        int fewest = Math.max(2, misspelt.length() / 4) + 1;
        for (String name : names) {
            int changes = Math.abs(name.length() - misspelt.length()) < fewest ? changes(misspelt, name) : fewest;
            if (changes < fewest) {
                fewest = changes;
                best = name;
            }
        }
        return Optional.ofNullable(best);
    }

    private static int changes(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
