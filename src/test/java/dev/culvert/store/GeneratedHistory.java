package dev.culvert.store;

import dev.culvert.model.CloseReason;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.DecisionRecord;
import dev.culvert.model.EndpointId;
import dev.culvert.model.Upstream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes up connections as a busy gateway sees them: a few endpoints that most go to and many that few go to, clients that come
 * again and clients that come once, mostly small, now and then huge, mostly well ended. The same seed makes the same ones.
 */
public final class GeneratedHistory {

    private static final List<CloseReason> REASONS = List.of(CloseReason.values());

    public static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    private static final int ENDPOINTS = 40;
    private static final String[] RULES = {"office only", "block list", "rule 3", "Büro"};

    private final Random random;
    private final long stepMicros;
    private long micros;
    private long id = 1L << 50;

    /**
     * Begins at {@link #START}.
     *
     * @param step the mean time between two connections
     */
    public GeneratedHistory(long seed, Duration step) {
        this.random = new Random(seed);
        this.stepMicros = step.toNanos() / 1000;
    }

    public List<ClosedConnection> next(int count) {
        List<ClosedConnection> made = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            made.add(next());
        }
        return made;
    }

    public ClosedConnection next() {
        micros += random.nextLong(2 * stepMicros + 1);
        id += 1 + random.nextLong(1 << 20);
        int endpoint = skewed(ENDPOINTS);
        CloseReason reason = reason();
        boolean isRefused = reason.isRefusal();
        Instant started = START.plusNanos(micros * 1000);
        long lasted = isRefused ? random.nextLong(2_000) : (long) Math.exp(random.nextDouble() * 20);
        return new ClosedConnection(
                new ConnectionId(id),
                new EndpointId("ep_" + endpoint),
                endpoint == 0 ? "db" : "service " + endpoint,
                "tcp://localhost:" + (20_000 + endpoint),
                new InetSocketAddress(client(), 1_024 + random.nextInt(60_000)),
                new InetSocketAddress(
                        InetAddress.ofLiteral(endpoint % 2 == 0 ? "127.0.0.1" : "::1"), 20_000 + endpoint),
                isRefused ? null : Upstream.parse((endpoint % 3 == 0 ? "Db.lan:" : "10.0.0.9:") + (5_000 + endpoint)),
                started,
                started.plusNanos(lasted * 1000),
                null,
                isRefused ? null : Duration.ofNanos(1000 * random.nextLong(50_000)),
                isRefused ? 0 : bytes(),
                isRefused ? 0 : bytes(),
                reason,
                decision(isRefused),
                random.nextInt(200) == 0 ? "Connection reset by Peer " + random.nextInt(50) : null);
    }

    private DecisionRecord decision(boolean isRefused) {
        if (!isRefused && random.nextInt(4) != 0) {
            return DecisionRecord.NONE;
        }
        return new DecisionRecord(
                RULES[skewed(RULES.length)],
                isRefused ? "restrict-ips" : "log",
                isRefused ? "10." + skewed(50) + ".0.0/16" : "",
                List.of(),
                List.of(),
                isRefused ? List.of() : List.of("{\"n\":" + random.nextInt(1000) + "}"));
    }

    private CloseReason reason() {
        int roll = random.nextInt(1000);
        if (roll < 600) {
            return CloseReason.CLIENT_CLOSED;
        }
        if (roll < 900) {
            return CloseReason.UPSTREAM_CLOSED;
        }
        return roll < 999 ? REASONS.get(2 + skewed(REASONS.size() - 3)) : CloseReason.INTERNAL_ERROR;
    }

    private long bytes() {
        return (long) Math.exp(random.nextDouble() * (random.nextInt(1000) == 0 ? 24 : 11));
    }

    /** Two thirds come again and again, a quarter is anybody, the rest comes over IPv6. */
    private InetAddress client() {
        int roll = random.nextInt(12);
        byte[] address;
        if (roll < 8) {
            int known = skewed(50_000);
            address = new byte[] {10, (byte) (known >> 16), (byte) (known >> 8), (byte) known};
        } else if (roll < 11) {
            address = new byte[4];
            random.nextBytes(address);
        } else {
            address = new byte[16];
            address[0] = 0x20;
            address[1] = 0x01;
            address[2] = 0x0d;
            address[3] = (byte) 0xb8;
            address[7] = (byte) random.nextInt(8);
            address[15] = (byte) random.nextInt(256);
        }
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Small numbers are far more likely. */
    private int skewed(int bound) {
        double share = random.nextDouble();
        return (int) (bound * share * share * share);
    }
}
