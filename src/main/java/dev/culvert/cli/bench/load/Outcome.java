package dev.culvert.cli.bench.load;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a measurement gave, or why it gave nothing.
 *
 * @param measures by name; empty after a failure
 * @param failure why there is nothing; empty if there is something
 */
public record Outcome(Map<String, Double> measures, String failure) {

    private static final String OK = "ok";
    private static final String FAILED = "failed";

    /** Copies the map. */
    public Outcome {
        measures = Map.copyOf(measures);
    }

    static Outcome of(Map<String, Double> measures) {
        return new Outcome(measures, "");
    }

    static Outcome failed(String why) {
        return new Outcome(Map.of(), why);
    }

    /** The outcome as a line. */
    public String toLine() {
        if (!failure.isEmpty()) {
            return FAILED + " " + failure.replaceAll("\\s+", " ");
        }
        return OK + " "
                + new TreeMap<>(measures)
                        .entrySet().stream()
                                .map(e -> e.getKey() + "=" + e.getValue())
                                .collect(Collectors.joining(" "));
    }

    /**
     * Reads such a line.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Outcome parse(String line) {
        List<String> words = List.of(line.strip().split(" "));
        if (words.getFirst().equals(FAILED) && words.size() > 1) {
            return failed(line.strip().substring(FAILED.length() + 1));
        }
        if (!words.getFirst().equals(OK)) {
            throw new IllegalArgumentException("not an outcome: " + line);
        }
        Map<String, Double> measures = new TreeMap<>();
        for (String word : words.subList(1, words.size())) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("not a measure: " + word);
            }
            measures.put(word.substring(0, equals), Double.parseDouble(word.substring(equals + 1)));
        }
        return of(measures);
    }
}
