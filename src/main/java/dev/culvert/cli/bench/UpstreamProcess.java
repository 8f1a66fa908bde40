package dev.culvert.cli.bench;

import dev.culvert.cli.bench.load.Lifeline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The upstream of all forwarders, with a port for each. */
final class UpstreamProcess implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Child child;
    private final List<Integer> ports;
    private final Lifeline lifeline;

    private UpstreamProcess(Child child, List<Integer> ports, Lifeline lifeline) {
        this.child = child;
        this.ports = ports;
        this.lifeline = lifeline;
    }

    static UpstreamProcess start(List<String> self, Path directory, int ports, BooleanSupplier stop)
            throws BenchFailure {
        List<String> command = Stream.concat(self.stream(), Stream.of("bench", "upstream", Integer.toString(ports)))
                .toList();
        Child child = Child.talking("upstream", directory, command);
        String line = "";
        try {
            line = child.line(LIMIT, stop);
            List<Integer> numbers =
                    Arrays.stream(line.split(" ")).map(Integer::valueOf).toList();
            return new UpstreamProcess(child, numbers, new Lifeline(numbers.getFirst()));
        } catch (IOException | NumberFormatException e) {
            child.close();
            throw new BenchFailure("The upstream did not start as it should: " + line, e);
        } catch (BenchFailure e) {
            child.close();
            throw e;
        }
    }

    /** The port for the forwarder of that number, from 0. */
    int port(int forwarder) {
        return ports.get(forwarder);
    }

    @Override
    public void close() {
        lifeline.close();
        child.close();
    }
}
