package dev.culvert.cli.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;

/** Makes the measurements that it is told, a line for each, until there are no more lines. */
public final class LoadClient {

    private LoadClient() {}

    /**
     * Reads an {@link Order} from each line and answers with the line of an {@link Outcome}. Returns at the end of the
     * input, that is, when whoever started it has gone.
     *
     * @throws IOException if the lines cannot be read
     */
    public static void run(BufferedReader in, PrintWriter out) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(outcome(line).toLine());
            out.flush();
        }
    }

    private static Outcome outcome(String line) {
        try {
            Order order = Order.parse(line);
            return switch (order.load()) {
                case UP, DOWN -> new ThroughputLoad(order).run();
                case CONNECTIONS -> new ConnectionLoad(order).run();
                case LATENCY -> new LatencyLoad(order).run();
                case IDLE -> new IdleLoad(order).run();
            };
        } catch (IOException | IllegalArgumentException e) {
            return Outcome.failed(e.getMessage() == null ? e.toString() : e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.failed("interrupted");
        }
    }
}
