package dev.culvert.cli.bench;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A benchmark that was made. {@link MarkdownReport} and {@link JsonReport} write it down.
 *
 * @param date when it began
 * @param machine where
 * @param plan what was asked for
 * @param forwarders what was measured
 * @param absent what was not
 * @param results the figures
 * @param rounds how many rounds came to their end
 * @param othersShare how much of the CPU time programs used that had nothing to do with it, from 0 to 1
 * @param failures measurements that gave nothing, as sentences
 */
public record BenchReport(
        Instant date,
        Machine machine,
        BenchPlan plan,
        List<Forwarder> forwarders,
        List<Absent> absent,
        Results results,
        int rounds,
        double othersShare,
        List<String> failures) {

    /** Copies the lists. */
    public BenchReport {
        forwarders = List.copyOf(forwarders);
        absent = List.copyOf(absent);
        failures = List.copyOf(failures);
    }

    /** Those of which there is a value. */
    List<Figure> figures() {
        return plan.steps().stream()
                .flatMap(s -> s.figures().stream())
                .filter(f -> kinds().stream().anyMatch(k -> !results.runs(f, k).isEmpty()))
                .toList();
    }

    List<ForwarderKind> kinds() {
        return forwarders.stream().map(Forwarder::kind).toList();
    }

    /** The forwarder whose ratios to the others are formed: Culvert, or else the first. */
    Optional<ForwarderKind> subject() {
        return kinds().contains(ForwarderKind.CULVERT)
                ? Optional.of(ForwarderKind.CULVERT)
                : kinds().stream().filter(k -> k != ForwarderKind.DIRECT).findFirst();
    }

    /** What the subject is compared with. */
    List<ForwarderKind> others() {
        return kinds().stream().filter(k -> !subject().equals(Optional.of(k))).toList();
    }

    /** Whether anything was measured at all. */
    public boolean isEmpty() {
        return figures().isEmpty();
    }

    /** Whether it ended before its last round. */
    boolean isCutShort() {
        return rounds < plan.rounds();
    }
}
