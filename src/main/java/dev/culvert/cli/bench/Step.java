package dev.culvert.cli.bench;

import dev.culvert.cli.bench.load.Order;
import java.util.List;

/**
 * One measurement of a round.
 *
 * @param test what is measured
 * @param connections how many at a time
 */
record Step(BenchTest test, int connections) {

    /** So many short connections are under way at a time. */
    static final int AT_A_TIME = 32;

    /** So many connections carry the small requests. */
    static final int LANES = 16;

    Order order(Forwarder forwarder, double secs) {
        return new Order(
                Order.Kind.valueOf(test.name()),
                forwarder.port(),
                forwarder.upstreamPort(),
                forwarder.pid(),
                connections,
                secs);
    }

    /** What comes out of it. */
    List<Figure> figures() {
        String many = connections == 1 ? "1 connection" : connections + " connections";
        return switch (test) {
            case UP, DOWN ->
                List.of(
                        new Figure(key("mib_per_s"), "mib_per_s", "MiB/s " + test.word() + ", " + many, true),
                        new Figure(
                                key("cpu_s_per_gib"),
                                "cpu_s_per_gib",
                                "CPU s/GiB " + test.word() + ", " + many,
                                false));
            case CONNECTIONS ->
                List.of(
                        new Figure("connections_per_s", "per_s", "connections/s", true),
                        new Figure("connections_cpu_us", "cpu_us", "CPU µs/connection", false));
            case LATENCY ->
                List.of(
                        new Figure("latency_p50_us", "p50_us", "µs p50 at " + Order.RATE + " requests/s", false),
                        new Figure("latency_p99_us", "p99_us", "µs p99 at " + Order.RATE + " requests/s", false),
                        new Figure("latency_cpu_us", "cpu_us", "CPU µs/request", false));
            case IDLE -> List.of(new Figure("idle_kib", "kib", "KiB resident per idle connection", false));
        };
    }

    private String key(String measure) {
        return test.word() + "_" + connections + "_" + measure;
    }

    /** The step in words, for progress and failures. */
    String words() {
        return switch (test) {
            case UP, DOWN, IDLE -> test.word() + " " + connections;
            case CONNECTIONS, LATENCY -> test.word();
        };
    }

    /** Whether this tells something of that forwarder: nothing stands in between where it is direct. */
    boolean appliesTo(ForwarderKind kind) {
        return test != BenchTest.IDLE || kind != ForwarderKind.DIRECT;
    }
}
