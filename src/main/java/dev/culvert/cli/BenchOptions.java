package dev.culvert.cli;

import dev.culvert.cli.bench.BenchPlan;
import dev.culvert.cli.bench.BenchTest;
import dev.culvert.cli.bench.ForwarderKind;
import dev.culvert.gateway.geo.GeoDatabase;
import dev.culvert.model.EndpointKind;
import dev.culvert.policy.CheckedPolicy;
import dev.culvert.policy.PolicyCheck;
import dev.culvert.policy.facts.IpPolicies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What {@code culvert bench} shall measure. */
final class BenchOptions {

    private static final double LEAST_SECS = 0.1;
    private static final double MOST_SECS = 30;
    private static final int MOST_ROUNDS = 100;
    private static final int MOST_CONNECTIONS = 256;
    private static final int MOST_IDLE = 9000;

    @Spec(Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--secs",
            paramLabel = "SECS",
            defaultValue = "1",
            description = "How long one measurement takes, 0.1 to 30 seconds. Default: ${DEFAULT-VALUE}.")
    private double secs;

    @Option(
            names = "--rounds",
            paramLabel = "COUNT",
            converter = Count.class,
            defaultValue = "5",
            description = "How often each is made, 1 to 100. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Only these tests (up, down, connections, latency, idle) or forwarders (direct, culvert, haproxy,"
                            + " nginx), with commas between them. Default: all.")
    private List<String> only = List.of();

    @Option(
            names = "--connections",
            paramLabel = "COUNT",
            split = ",",
            converter = Count.class,
            defaultValue = "1,8",
            description = "With how many connections up and down are measured, 1 to 256, with commas between them."
                    + " Default: ${DEFAULT-VALUE}.")
    private List<Integer> connections = List.of();

    @Option(
            names = "--idle",
            paramLabel = "COUNT",
            converter = Count.class,
            defaultValue = "4000",
            description = "How many connections are held open for idle, 1 to 9000. Default: ${DEFAULT-VALUE}.")
    private int idle;

    @Option(names = "--policy", paramLabel = "FILE", description = "A traffic policy for Culvert's endpoint.")
    private @Nullable Path policy;

    BenchPlan plan() throws CommandFailure {
        if (!(secs >= LEAST_SECS && secs <= MOST_SECS)) {
            throw wrong("--secs: " + secs + " is not from 0.1 to 30; write a number of seconds such as 1 or 0.5.");
        }
        within("--rounds", rounds, MOST_ROUNDS);
        within("--idle", idle, MOST_IDLE);
        for (int count : connections) {
            within("--connections", count, MOST_CONNECTIONS);
        }
        Set<BenchTest> tests = EnumSet.noneOf(BenchTest.class);
        Set<ForwarderKind> forwarders = EnumSet.noneOf(ForwarderKind.class);
        for (String name : only) {
            sort(name.strip(), tests, forwarders);
        }
        return new BenchPlan(
                tests.isEmpty() ? EnumSet.allOf(BenchTest.class) : tests,
                forwarders.isEmpty() ? EnumSet.allOf(ForwarderKind.class) : forwarders,
                secs,
                rounds,
                connections.stream().distinct().toList(),
                idle,
                policy == null ? null : readPolicy(policy));
    }

    private void within(String option, int count, int most) {
        if (count < 1 || count > most) {
            throw wrong(option + ": " + count + " is not from 1 to " + most + "; write a whole number within that.");
        }
    }

    private void sort(String name, Set<BenchTest> tests, Set<ForwarderKind> forwarders) {
        List<String> known = new ArrayList<>();
        for (BenchTest test : BenchTest.values()) {
            known.add(test.word());
            if (test.word().equals(name)) {
                tests.add(test);
            }
        }
        for (ForwarderKind kind : ForwarderKind.values()) {
            known.add(kind.word());
            if (kind.word().equals(name)) {
                forwarders.add(kind);
            }
        }
        if (!known.contains(name)) {
            throw wrong("--only: '" + name + "' is neither a test nor a forwarder; write one of "
                    + String.join(", ", known) + ".");
        }
    }

    private BenchPlan.Policy readPolicy(Path file) throws CommandFailure {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw wrong("--policy: '" + file + "' cannot be read as text; write the name of a file that exists and is"
                    + " UTF-8.");
        }
        CheckedPolicy checked = new PolicyCheck(IpPolicies.NONE, new GeoDatabase()).check(text, EndpointKind.AGENT);
        if (!checked.isRunnable()) {
            List<String> lines = new ArrayList<>(List.of("--policy: the traffic policy has errors."));
            checked.findings().forEach(f -> lines.add(PlainText.line(file + ":" + f)));
            throw new CommandFailure(lines);
        }
        return new BenchPlan.Policy(file.toString(), text);
    }

    private ParameterException wrong(String message) {
        if (spec == null) {
            throw new IllegalStateException(message);
        }
        return new ParameterException(spec.commandLine(), message);
    }
}
