package dev.culvert.cli.bench;

import dev.culvert.cli.bench.load.Order;
import dev.culvert.cli.bench.load.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The client: a process of its own, so that its cost is not the forwarder's, and one for all measurements, so that it is warm. */
final class LoadProcess implements AutoCloseable {

    /** What opening thousands of connections and a missing reply may take beside the measured time. */
    private static final int PATIENCE_SECS = 40;

    private final Child child;

    LoadProcess(List<String> self, Path directory) throws BenchFailure {
        child = Child.talking(
                "load",
                directory,
                Stream.concat(self.stream(), Stream.of("bench", "load")).toList());
    }

    /** Makes one measurement. */
    Outcome run(Order order, BooleanSupplier stop) throws BenchFailure {
        child.say(order.toLine());
        String line = child.line(Duration.ofSeconds((long) order.secs() + PATIENCE_SECS), stop);
        try {
            return Outcome.parse(line);
        } catch (IllegalArgumentException e) {
            throw new BenchFailure("The load process said: " + line, e);
        }
    }

    @Override
    public void close() {
        child.close();
    }
}
