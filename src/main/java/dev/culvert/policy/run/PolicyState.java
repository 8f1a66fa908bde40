package dev.culvert.policy.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What an endpoint's policies remember from connection to connection: how many came and how many are open. It outlives the
 * programs: an action that an edit leaves unchanged finds its counts again. Any thread may call it.
 */
public final class PolicyState {

    /** Beyond this many keys, windows that have run out are thrown away, and then the oldest. */
    static final int MOST_WINDOWS = 100_000;

    private final ConcurrentMap<Key, SlidingWindow> windows = new ConcurrentHashMap<>();
    private final ConcurrentMap<Key, Integer> open = new ConcurrentHashMap<>();

    /**
     * What is counted.
     *
     * @param action the action's identity
     * @param bucket the bucket in it
     */
    public record Key(String action, String bucket) {}

    /**
     * Counts one more in a sliding window, if it is not too many.
     *
     * @param key what to count
     * @param capacity how many may come in a window
     * @param length how long a window is; a millisecond at least
     * @param now when it came
     * @return whether it was not too many
     */
    public boolean admit(Key key, long capacity, Duration length, Instant now) {
        long millis = now.toEpochMilli(); // nanoseconds would end in 2262
        SlidingWindow window = windows.get(key);
        if (window == null) {
            makeRoom(millis);
            window = windows.computeIfAbsent(key, k -> new SlidingWindow(length.toMillis()));
        }
        return window.admit(capacity, millis);
    }

    /** How long until {@link #admit} would not find it too many, if nothing else came. */
    public Duration until(Key key, long capacity, Instant now) {
        SlidingWindow window = windows.get(key);
        return Duration.ofMillis(window == null ? 0 : window.until(capacity, now.toEpochMilli()));
    }

    /** Counts one more open connection, if it is not too many; {@link #release} counts it off again. */
    public boolean acquire(Key key, long max) {
        boolean[] admitted = new boolean[1];
        open.compute(key, (k, count) -> {
            int now = count == null ? 0 : count;
            admitted[0] = now < max;
            return admitted[0] ? Integer.valueOf(now + 1) : count;
        });
        return admitted[0];
    }

    /** Counts off a connection that {@link #acquire} has counted. */
    public void release(Key key) {
        open.computeIfPresent(key, (k, count) -> count > 1 ? Integer.valueOf(count - 1) : null);
    }

    /** How many are open under a key. */
    public int open(Key key) {
        return open.getOrDefault(key, 0);
    }

    /** Forgets the counts of actions that are no longer in the policy; open connections go on being counted. */
    public void retain(Collection<String> actions) {
        Set<String> kept = Set.copyOf(actions);
        windows.keySet().removeIf(k -> !kept.contains(k.action()));
    }

    int windows() {
        return windows.size();
    }

    private void makeRoom(long now) {
        if (windows.size() < MOST_WINDOWS) {
            return;
        }
        windows.values().removeIf(w -> w.hasRunOut(now));
        if (windows.size() >= MOST_WINDOWS) {
            long middle = windows.values().stream()
                    .mapToLong(SlidingWindow::start)
                    .sorted()
                    .skip(windows.size() / 2)
                    .findFirst()
                    .orElse(now);
            windows.values().removeIf(w -> w.start() <= middle);
        }
    }
}
