package dev.culvert.events;

import dev.culvert.model.ClosedConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** When the ended connections of the last quarter of an hour began, and how long the latest were. Any thread may call. */
public final class RecentConnections {

    private static final int SECONDS = 15 * 60;
    private static final int LATEST = 1_024;

    private final int[] began = new int[SECONDS];
    private final long[] durations = new long[LATEST];
    private long newest;
    private long ended;

    synchronized void add(ClosedConnection connection) {
        long second = connection.startedAt().getEpochSecond();
        advance(second);
        if (second > newest - SECONDS) {
            began[Math.floorMod(second, SECONDS)]++;
        }
        durations[(int) (ended++ % LATEST)] = connection.duration().toNanos();
    }

    /** Forgets what is a quarter of an hour older than that. */
    private void advance(long second) {
        if (second - newest >= SECONDS) {
            Arrays.fill(began, 0);
        } else {
            for (long s = newest + 1; s <= second; s++) {
                began[Math.floorMod(s, SECONDS)] = 0;
            }
        }
        newest = Math.max(newest, second);
    }

    /** How many of those that have ended began within a time of at most 15 minutes before a moment. */
    public synchronized int began(Duration within, Instant now) {
        long last = now.getEpochSecond();
        int sum = 0;
        for (long s = Math.max(last - within.toSeconds(), newest - SECONDS) + 1; s <= Math.min(last, newest); s++) {
            sum += began[Math.floorMod(s, SECONDS)];
        }
        return sum;
    }

    /** Below which duration so many of the latest 1,024 were; zero if none has ended. */
    public synchronized Duration percentile(double share) {
        int count = (int) Math.min(ended, LATEST);
        if (count == 0) {
            return Duration.ZERO;
        }
        long[] sorted = Arrays.copyOf(durations, count);
        Arrays.sort(sorted);
        int place = (int) Math.ceil(share * count) - 1;
        return Duration.ofNanos(sorted[Math.clamp(place, 0, count - 1)]);
    }
}
