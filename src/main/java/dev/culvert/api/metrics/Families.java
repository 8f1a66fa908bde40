package dev.culvert.api.metrics;

import dev.culvert.model.DurationTally.Counted;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Collects the values of metrics, each under its name. Used once, by one thread. */
final class Families {

    private static final double NANOS = 1e9;

    private final Map<String, CounterSnapshot.Builder> counters = new LinkedHashMap<>();
    private final Map<String, GaugeSnapshot.Builder> gauges = new LinkedHashMap<>();
    private final Map<String, HistogramSnapshot.Builder> histograms = new LinkedHashMap<>();

    private static <T> T family(Map<String, T> families, String name, Supplier<T> first) {
        return families.computeIfAbsent(name, key -> first.get());
    }

    /** A number that only grows; the exposition adds {@code _total} to its name. */
    void counter(String name, String help, Labels labels, long value) {
        family(counters, name, () -> CounterSnapshot.builder().name(name).help(help))
                .dataPoint(CounterDataPointSnapshot.builder()
                        .labels(labels)
                        .value((double) value)
                        .build());
    }

    /** A number that goes up and down. */
    void gauge(String name, String help, Labels labels, long value) {
        family(gauges, name, () -> GaugeSnapshot.builder().name(name).help(help))
                .dataPoint(GaugeDataPointSnapshot.builder()
                        .labels(labels)
                        .value((double) value)
                        .build());
    }

    /** Durations by size, in seconds. */
    void durations(String name, String help, Labels labels, Counted counted) {
        double[] bounds = new double[counted.counts().size()];
        long[] counts = new long[bounds.length];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = i < bounds.length - 1 ? counted.bounds().get(i) / NANOS : Double.POSITIVE_INFINITY;
            counts[i] = counted.counts().get(i);
        }
        family(
                        histograms,
                        name,
                        () -> HistogramSnapshot.builder()
                                .name(name)
                                .unit(Unit.SECONDS)
                                .help(help))
                .dataPoint(HistogramDataPointSnapshot.builder()
                        .labels(labels)
                        .classicHistogramBuckets(ClassicHistogramBuckets.of(bounds, counts))
                        .sum(counted.sum() / NANOS)
                        .build());
    }

    MetricSnapshots snapshots() {
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        counters.values().forEach(f -> all.metricSnapshot(f.build()));
        gauges.values().forEach(f -> all.metricSnapshot(f.build()));
        histograms.values().forEach(f -> all.metricSnapshot(f.build()));
        return all.build();
    }
}
