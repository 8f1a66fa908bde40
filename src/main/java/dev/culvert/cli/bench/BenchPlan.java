package dev.culvert.cli.bench;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What shall be measured.
 *
 * @param tests which tests
 * @param forwarders which forwarders, where they are installed
 * @param secs how long one measurement takes, in seconds
 * @param rounds how often each is made
 * @param connections the numbers of connections whose throughput is measured
 * @param idle how many connections are held open at once
 * @param policy the traffic policy of Culvert's endpoint, with its file's name; null for none
 */
public record BenchPlan(
        Set<BenchTest> tests,
        Set<ForwarderKind> forwarders,
        double secs,
        int rounds,
        List<Integer> connections,
        int idle,
        @Nullable Policy policy) {

    /**
     * A traffic policy.
     *
     * @param name where it is from
     * @param text YAML or JSON
     */
    public record Policy(String name, String text) {}

    private static final double WARM_UP_SECS = 1;

    /** Until the compiler of a Java program has seen enough. */
    private static final int WARM_UPS_OF_JAVA = 4;

    /** Orders the sets. */
    public BenchPlan {
        tests = EnumSet.copyOf(tests);
        forwarders = EnumSet.copyOf(forwarders);
        connections = List.copyOf(connections);
    }

    /** Every measurement of the first round, in their order. */
    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (BenchTest test : tests) {
            switch (test) {
                case UP, DOWN -> connections.forEach(n -> steps.add(new Step(test, n)));
                case CONNECTIONS -> steps.add(new Step(test, Step.AT_A_TIME));
                case LATENCY -> steps.add(new Step(test, Step.LANES));
                case IDLE -> steps.add(new Step(test, idle));
            }
        }
        return steps;
    }

    /** The measurements of a later round: memory that has grown once does not grow again. */
    List<Step> repeatedSteps() {
        return steps().stream().filter(s -> s.test() != BenchTest.IDLE).toList();
    }

    /** What is done before anything counts, since a Java program is slow at first. */
    List<Step> warmUp() {
        List<Step> steps = repeatedSteps();
        return steps.isEmpty() ? List.of(new Step(BenchTest.CONNECTIONS, Step.AT_A_TIME)) : steps;
    }

    /** How often that is done. */
    int warmUps(ForwarderKind kind) {
        return kind == ForwarderKind.CULVERT ? WARM_UPS_OF_JAVA : 1;
    }

    double warmUpSecs() {
        return Math.min(WARM_UP_SECS, secs);
    }
}
