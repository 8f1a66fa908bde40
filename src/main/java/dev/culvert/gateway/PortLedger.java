package dev.culvert.gateway;

import dev.culvert.gateway.address.FreePort;
import dev.culvert.gateway.address.PortClaims;
import dev.culvert.model.PortRange;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;

/**
 * Which ports are given out, which were until not long ago, and which may be picked. Every port that is given out is claimed
 * on the machine. On the gateway's thread only.
 */
final class PortLedger {

    /** So long a port that was reserved is not picked again: clients may still try it. */
    static final Duration REST_OF_RESERVED = Duration.ofHours(24);

    /** The same for one that was not. */
    private static final Duration REST_OF_OTHERS = Duration.ofHours(1);

    /** So long a port that was shown to the user is kept for what the user makes of it. */
    private static final Duration OFFER = Duration.ofMinutes(30);

    private final PortClaims claims;
    private final FreePort freePort = new FreePort(RandomGenerator.getDefault());
    private final Set<Integer> held = new HashSet<>();
    private final Map<Integer, Instant> offers = new ConcurrentHashMap<>();
    private final Map<Integer, Instant> restsUntil = new HashMap<>();

    PortLedger(PortClaims claims) {
        this.claims = claims;
    }

    /** Claims a port; false if another gateway of this machine has it. */
    boolean claim(int port) {
        if (!claims.claim(port)) {
            return false;
        }
        held.add(port);
        return true;
    }

    /** Claims a random port that nobody has and nobody listens on; empty if there is none. */
    OptionalInt pick(PortRange range, Set<Integer> taken) {
        Instant now = Instant.now();
        IntPredicate untaken = port -> !taken.contains(port) && !offers.containsKey(port);
        IntPredicate rested =
                port -> !restsUntil.getOrDefault(port, Instant.MIN).isAfter(now);
        OptionalInt found = claimOne(range, port -> untaken.test(port) && rested.test(port) && isUnspoken(port));
        if (found.isEmpty()) {
            found = claimOne(range, port -> untaken.test(port) && rested.test(port));
        }
        return found.isPresent() ? found : leastFresh(range, untaken);
    }

    private boolean isUnspoken(int port) {
        return held.contains(port) || !claims.isSpokenFor(port);
    }

    private OptionalInt claimOne(PortRange range, IntPredicate willDo) {
        return freePort.pick(range, port -> willDo.test(port) && claim(port));
    }

    /** In a small range all may have been released of late: then the one whose rest is over first. */
    private OptionalInt leastFresh(PortRange range, IntPredicate untaken) {
        return restsUntil.entrySet().stream()
                .filter(e -> e.getKey() >= range.first() && e.getKey() <= range.last() && untaken.test(e.getKey()))
                .sorted(Comparator.comparing(Map.Entry::getValue))
                .mapToInt(Map.Entry::getKey)
                .filter(port -> claimOne(new PortRange(port, port), p -> true).isPresent())
                .findFirst();
    }

    /** Keeps a picked port for what the user makes of it. */
    void offer(int port) {
        offers.put(port, Instant.now());
    }

    /** Whether a port was picked for the user not long ago. Any thread may ask. */
    boolean isOffered(int port) {
        return offers.containsKey(port);
    }

    /** Does not pick a port again before that moment. */
    void rest(int port, Instant until) {
        restsUntil.put(port, until);
    }

    /** Gives up what is neither wanted nor offered any more. */
    void settle(Set<Integer> wanted) {
        Instant now = Instant.now();
        offers.keySet().removeIf(wanted::contains);
        offers.values().removeIf(at -> at.plus(OFFER).isBefore(now));
        restsUntil.values().removeIf(until -> until.isBefore(now));
        for (int port : Set.copyOf(held)) {
            if (!wanted.contains(port) && !offers.containsKey(port)) {
                held.remove(port);
                claims.release(port);
                restsUntil.putIfAbsent(port, now.plus(REST_OF_OTHERS));
            }
        }
        claims.refresh();
    }

    /** Gives up the rest, too; what is wanted stays marked for the next start. */
    void close(Set<Integer> wanted) {
        offers.clear();
        settle(wanted);
        claims.close();
    }
}
