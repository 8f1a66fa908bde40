package dev.culvert.cli.bench;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Benchmarks that were never made. */
final class Reports {

    private static final Instant DATE = Instant.parse("2030-01-31T09:05:00Z");
    private static final Machine MACHINE = new Machine("A | Processor", 2, 2048, "Some Linux 12", "6.1", "Some VM 25");

    private Reports() {}

    static BenchPlan plan(Set<BenchTest> tests, int rounds, BenchPlan.@Nullable Policy policy) {
        return new BenchPlan(tests, EnumSet.allOf(ForwarderKind.class), 0.5, rounds, List.of(1, 8), 4000, policy);
    }

    /** Two rounds of short connections; nginx is not there, and HAProxy missed the second. */
    static BenchReport connections() {
        BenchPlan plan =
                plan(EnumSet.of(BenchTest.CONNECTIONS), 2, new BenchPlan.Policy("office.yml", "on_tcp_connect: []"));
        var results = new Results();
        Figure rate = plan.steps().getFirst().figures().get(0);
        Figure cpu = plan.steps().getFirst().figures().get(1);
        double[][] rates = {{1000, 2000}, {500, 1600}};
        for (int round = 0; round < 2; round++) {
            results.add(rate, ForwarderKind.DIRECT, round, rates[0][round]);
            results.add(rate, ForwarderKind.CULVERT, round, rates[1][round]);
            results.add(cpu, ForwarderKind.CULVERT, round, 40);
        }
        results.add(rate, ForwarderKind.HAPROXY, 0, 400);
        results.add(cpu, ForwarderKind.HAPROXY, 0, 32);
        return new BenchReport(
                DATE,
                MACHINE,
                plan,
                List.of(
                        Forwarder.direct(1),
                        new Forwarder(ForwarderKind.CULVERT, "9.8.7", 2, 3, 4),
                        new Forwarder(ForwarderKind.HAPROXY, "2.6.12", 5, 6, 7)),
                List.of(new Absent(ForwarderKind.NGINX, "nginx is not installed; install it.")),
                results,
                2,
                0.042,
                List.of("Round 2, connections, HAProxy: not a byte came through."));
    }

    /** Nothing but the direct way, and stopped in the second round of five. */
    static BenchReport directAlone() {
        BenchPlan plan = plan(EnumSet.of(BenchTest.LATENCY), 5, null);
        var results = new Results();
        results.add(plan.steps().getFirst().figures().getFirst(), ForwarderKind.DIRECT, 0, 31.25);
        return new BenchReport(
                DATE,
                MACHINE,
                plan,
                List.of(Forwarder.direct(1)),
                List.of(),
                results,
                1,
                0.35,
                List.of("It was stopped."));
    }
}
