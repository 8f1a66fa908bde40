package dev.culvert.model.filter;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was meant by one that does not exist. */
final class NearWord {

    private static final int MOST_MISTAKES = 2;

    private NearWord() {}

    /** The nearest of the words, if one is near enough or begins or ends with what was written. */
    static Optional<String> of(String written, List<String> words) {
        String given = written.toLowerCase(Locale.ROOT);
        Optional<String> nearest = words.stream().min(Comparator.comparingInt(w -> mistakes(given, w)));
        int allowed = Math.min(MOST_MISTAKES, given.length() / 2);
        return nearest.filter(w -> mistakes(given, w) <= allowed)
                .or(() -> words.stream()
                        .filter(w -> given.length() > 2 && (w.startsWith(given) || w.endsWith(given)))
                        .findFirst());
    }

    /** How many letters are wrong, missing or too many. */
    private static int mistakes(String given, String word) {
        int[] above = new int[word.length() + 1];
        for (int j = 0; j <= word.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= given.length(); i++) {
            int[] row = new int[word.length() + 1];
            row[0] = i;
            for (int j = 1; j <= word.length(); j++) {
                int wrong = given.charAt(i - 1) == word.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(above[j - 1] + wrong, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[word.length()];
    }
}
