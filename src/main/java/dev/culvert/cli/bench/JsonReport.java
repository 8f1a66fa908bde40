package dev.culvert.cli.bench;

import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes a benchmark down for programs. */
public final class JsonReport {

    private static final JsonMapper MAPPER = new JsonMapper();

    private final BenchReport report;

    /** Of that benchmark. */
    public JsonReport(BenchReport report) {
        this.report = report;
    }

    /** The whole of it, with the value of each round. */
    public ObjectNode json() {
        ObjectNode json = MAPPER.createObjectNode().put("date", report.date().toString());
        Machine machine = report.machine();
        json.putObject("machine")
                .put("processor", machine.processor())
                .put("cores", machine.cores())
                .put("memory_mib", machine.memoryMib())
                .put("system", machine.system())
                .put("kernel", machine.kernel())
                .put("java", machine.java());
        BenchPlan plan = report.plan();
        ObjectNode options = json.putObject("options")
                .put("secs", plan.secs())
                .put("rounds", plan.rounds())
                .put("idle", plan.idle());
        plan.connections().forEach(options.withArray("connections")::add);
        if (plan.policy() != null) {
            options.put("policy", plan.policy().name());
        }
        json.put("rounds", report.rounds()).put("others_cpu_share", report.othersShare());
        ObjectNode forwarders = json.putObject("forwarders");
        report.forwarders().forEach(f -> forwarders.putObject(f.kind().word()).put("version", f.version()));
        ObjectNode absent = json.putObject("absent");
        report.absent().forEach(a -> absent.put(a.kind().word(), a.sentence()));
        ObjectNode figures = json.putObject("figures");
        report.figures().forEach(f -> figures.set(f.key(), json(f)));
        report.failures().forEach(json.withArray("failures")::add);
        return json;
    }

    private ObjectNode json(Figure figure) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("label", figure.label())
                .put("better", figure.moreIsBetter() ? "more" : "less");
        ObjectNode values = json.putObject("values");
        for (ForwarderKind kind : report.kinds()) {
            put(values, kind.word(), report.results().spread(figure, kind))
                    .ifPresent(v -> report.results().runs(figure, kind).values().forEach(v.putArray("runs")::add));
        }
        ObjectNode ratios = json.putObject("ratios");
        report.subject()
                .ifPresent(subject -> report.others()
                        .forEach(other -> put(
                                ratios,
                                subject.word() + "/" + other.word(),
                                report.results().ratio(figure, subject, other))));
        return json;
    }

    private static Optional<ObjectNode> put(ObjectNode object, String name, Optional<Spread> spread) {
        return spread.map(s -> object.putObject(name)
                .put("median", s.median())
                .put("min", s.min())
                .put("max", s.max()));
    }
}
