package dev.culvert.cli.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What was measured, by figure, forwarder and round. */
final class Results {

    private final Map<String, Map<ForwarderKind, NavigableMap<Integer, Double>>> values = new HashMap<>();

    void add(Figure figure, ForwarderKind forwarder, int round, double value) {
        values.computeIfAbsent(figure.key(), k -> new EnumMap<>(ForwarderKind.class))
                .computeIfAbsent(forwarder, k -> new TreeMap<>())
                .put(round, value);
    }

    /** The values by round, those of the first first. */
    NavigableMap<Integer, Double> runs(Figure figure, ForwarderKind forwarder) {
        return values.getOrDefault(figure.key(), Map.of()).getOrDefault(forwarder, new TreeMap<>());
    }

    Optional<Spread> spread(Figure figure, ForwarderKind forwarder) {
        return Spread.of(List.copyOf(runs(figure, forwarder).values()));
    }

    /** One forwarder's figure divided by another's. Each ratio is formed within a round, when the machine was the same. */
    Optional<Spread> ratio(Figure figure, ForwarderKind of, ForwarderKind to) {
        List<Double> ratios = new ArrayList<>();
        NavigableMap<Integer, Double> others = runs(figure, to);
        runs(figure, of).forEach((round, value) -> {
            double other = others.getOrDefault(round, 0.0);
            if (value > 0 && other > 0) {
                ratios.add(value / other);
            }
        });
        return Spread.of(ratios);
    }
}
