package dev.culvert.gateway;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Picks ports for endpoints that leave the address to Culvert. */
final class FreePort {

    private static final int FIRST = 20_000;
    private static final int LAST = 29_999;
    private static final int TRIES = 200;

    private final RandomGenerator random;

    FreePort(RandomGenerator random) {
        this.random = random;
    }

    /** A random port of the range 20000 to 29999 that nobody listens on and no endpoint has. */
    OptionalInt pick(Set<Integer> taken) {
        return random.ints(TRIES, FIRST, LAST + 1)
                .filter(port -> !taken.contains(port) && isFree(port))
                .findFirst();
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
