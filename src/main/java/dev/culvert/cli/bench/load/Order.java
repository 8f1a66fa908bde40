package dev.culvert.cli.bench.load;

import java.util.List;

/**
 * One measurement that the load process shall make.
 *
 * @param load what kind of load
 * @param port where to connect to: the forwarder, or the upstream itself
 * @param upstreamPort the upstream behind it
 * @param pid the forwarder's process, whose tree is measured; 0 for none
 * @param connections open at a time
 * @param secs how long is measured, in seconds, after a shorter time that does not count
 */
public record Order(Kind load, int port, int upstreamPort, long pid, int connections, double secs) {

    /** So many small requests a second are made for {@link Kind#LATENCY}. */
    public static final int RATE = 2000;

    private static final double MOST_SECS = 60;
    private static final int MOST_CONNECTIONS = 10_000;
    private static final double WARM_SECS = 0.3;

    /** A kind of load. */
    public enum Kind {
        /** Sends as fast as it goes. */
        UP,
        /** Receives as fast as it goes. */
        DOWN,
        /** Connects, asks once, closes, and again. */
        CONNECTIONS,
        /** Asks at a fixed rate on connections that stay. */
        LATENCY,
        /** Holds connections open. */
        IDLE
    }

    /** Refuses what is out of bounds, so that no mistake makes a load without an end. */
    public Order {
        if (!(secs > 0 && secs <= MOST_SECS)
                || connections < 1
                || connections > MOST_CONNECTIONS
                || !isPort(port)
                || !isPort(upstreamPort)
                || pid < 0) {
            throw new IllegalArgumentException("a load out of bounds");
        }
    }

    private static boolean isPort(int number) {
        return number > 0 && number < 65_536;
    }

    /** How long the load runs before anything counts, in seconds. */
    double warmSecs() {
        return Math.min(WARM_SECS, secs / 2);
    }

    /** The order as a line. */
    public String toLine() {
        return load + " " + port + " " + upstreamPort + " " + pid + " " + connections + " " + secs;
    }

    /**
     * Reads such a line.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Order parse(String line) {
        List<String> words = List.of(line.strip().split(" "));
        if (words.size() != 6) {
            throw new IllegalArgumentException("not an order: " + line);
        }
        return new Order(
                Kind.valueOf(words.get(0)),
                Integer.parseInt(words.get(1)),
                Integer.parseInt(words.get(2)),
                Long.parseLong(words.get(3)),
                Integer.parseInt(words.get(4)),
                Double.parseDouble(words.get(5)));
    }
}
