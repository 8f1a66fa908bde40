package dev.culvert.gateway.address;

import dev.culvert.model.PortRange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Finds ports that nobody listens on. */
public final class FreePort {

    /** A random try each up to here; then all of the range, one after the other. */
    private static final int TRIES = 200;

    private final RandomGenerator random;

    /** Picks at random. */
    public FreePort(RandomGenerator random) {
        this.random = random;
    }

    /** A random port of the range that will do and that nobody listens on; empty if there is none. */
    public OptionalInt pick(PortRange range, IntPredicate willDo) {
        IntStream tries = random.ints(TRIES, range.first(), range.last() + 1);
        IntStream all = IntStream.rangeClosed(range.first(), range.last());
        return IntStream.concat(tries, all)
                .filter(willDo)
                .filter(FreePort::isFree)
                .findFirst();
    }

    private static boolean isFree(int port) {
        return canBind(new InetSocketAddress(port)) == Bind.DONE;
    }

    /** Whether another program listens on one of these addresses at that port. */
    public static boolean isInUse(List<InetAddress> addresses, int port) {
        return addresses.stream().anyMatch(a -> canBind(new InetSocketAddress(a, port)) == Bind.IN_USE);
    }

    /** Whether this machine has the address now, or it stands for all that the machine has. */
    public static boolean isHere(InetAddress address) {
        return canBind(new InetSocketAddress(address, 0)) == Bind.DONE;
    }

    private enum Bind {
        DONE,
        IN_USE,
        OTHERWISE
    }

    private static Bind canBind(InetSocketAddress address) {
        try (var socket = new ServerSocket()) {
            socket.bind(address);
            return Bind.DONE;
        } catch (IOException e) {
            String why = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
            return why.contains("in use") ? Bind.IN_USE : Bind.OTHERWISE;
        }
    }
}
