package dev.culvert.cli.bench;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes a benchmark down for people. */
public final class MarkdownReport {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT);
    private static final String NONE = "–";

    /** From here on, what others do is to be seen in the figures. */
    private static final double BUSY = 0.1;

    private final BenchReport report;

    /** Of that benchmark. */
    public MarkdownReport(BenchReport report) {
        this.report = report;
    }

    /** The lines. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(List.of("# culvert bench", ""));
        lines.addAll(about());
        report.subject().filter(s -> !report.others().isEmpty()).ifPresent(s -> lines.addAll(ratios(s)));
        lines.addAll(figures());
        if (!report.failures().isEmpty()) {
            lines.addAll(List.of("", "## What did not work", ""));
            report.failures().forEach(f -> lines.add("- " + f));
        }
        return lines;
    }

    private List<String> about() {
        Machine machine = report.machine();
        BenchPlan plan = report.plan();
        List<String> lines = new ArrayList<>();
        lines.add("- Date: " + DATE.format(report.date().atOffset(ZoneOffset.UTC)));
        lines.add("- Machine: " + machine.processor() + ", " + machine.cores() + " cores, " + machine.memoryMib()
                + " MiB; " + machine.system() + ", kernel " + machine.kernel() + "; " + machine.java());
        lines.add("- Forwarders: "
                + report.forwarders().stream()
                        .map(f -> (f.kind().title() + " " + f.version()).strip())
                        .collect(Collectors.joining(", ")));
        report.absent().forEach(a -> lines.add("- " + a.sentence()));
        if (plan.policy() != null && report.kinds().contains(ForwarderKind.CULVERT)) {
            lines.add("- Culvert's endpoint has the traffic policy of `"
                    + plan.policy().name() + "`");
        }
        lines.add("- " + rounds() + ", " + secs(plan.secs())
                + " s a measurement; all forwarders run at once and are visited"
                + " in a new order each time"
                + (plan.tests().contains(BenchTest.IDLE)
                        ? "; " + plan.idle() + " idle connections, counted once"
                        : ""));
        lines.add("- Other programs used " + Math.round(100 * report.othersShare()) + " % of the CPU time meanwhile"
                + (report.othersShare() > BUSY ? ", which is much: better measure again when nothing else runs" : ""));
        lines.add(
                "- Client, upstream and forwarder share this machine and its loopback, so the figures alone say little:"
                        + " what counts is the ratios, and of those the ones whose spread stays on one side of 1");
        return lines;
    }

    private String rounds() {
        int planned = report.plan().rounds();
        return (report.isCutShort() ? report.rounds() + " of " : "") + planned + (planned == 1 ? " round" : " rounds");
    }

    private static String secs(double secs) {
        return secs == Math.rint(secs) ? Long.toString(Math.round(secs)) : Double.toString(secs);
    }

    private List<String> ratios(ForwarderKind subject) {
        List<String> lines = new ArrayList<>(List.of(
                "",
                "## " + subject.title() + " beside the others",
                "",
                subject.title()
                        + "'s figure divided by the other's of the same round: the median over the rounds (from..to).",
                ""));
        List<String> head = new ArrayList<>(List.of("", "better is"));
        report.others().forEach(k -> head.add("÷ " + k.title()));
        lines.addAll(head(head, 2));
        for (Figure figure : report.figures()) {
            List<String> row = new ArrayList<>(List.of(figure.label(), figure.moreIsBetter() ? "more" : "less"));
            for (ForwarderKind other : report.others()) {
                row.add(text(report.results().ratio(figure, subject, other)));
            }
            lines.add(row(row));
        }
        return lines;
    }

    private List<String> figures() {
        List<String> lines =
                new ArrayList<>(List.of("", "## Figures", "", "The median over the rounds (from..to).", ""));
        List<String> head = new ArrayList<>(List.of(""));
        report.kinds().forEach(k -> head.add(k.title()));
        lines.addAll(head(head, 1));
        for (Figure figure : report.figures()) {
            List<String> row = new ArrayList<>(List.of(figure.label()));
            report.kinds().forEach(k -> row.add(text(report.results().spread(figure, k))));
            lines.add(row(row));
        }
        return lines;
    }

    private static String text(Optional<Spread> spread) {
        return spread.map(Spread::text).orElse(NONE);
    }

    private static List<String> head(List<String> head, int toTheLeft) {
        List<String> rule = new ArrayList<>();
        for (int i = 0; i < head.size(); i++) {
            rule.add(i < toTheLeft ? "---" : "---:");
        }
        return List.of(row(head), "|" + String.join("|", rule) + "|");
    }

    private static String row(List<String> cells) {
        return "| "
                + cells.stream()
                        .map(c -> Objects.requireNonNull(c).replace("|", "\\|"))
                        .collect(Collectors.joining(" | "))
                + " |";
    }
}
