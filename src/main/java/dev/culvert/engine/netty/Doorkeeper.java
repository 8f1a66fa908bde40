package dev.culvert.engine.netty;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Decides how many event loops take clients from a listener that they share. The kernel wakes a sleeping one for every
 * client that comes while the others are at work, which costs more than a client that is refused at once; so where many in a row
 * are, one loop takes them alone. As soon as a client stays, or more come than one loop can take, all do again. Any
 * thread.
 */
final class Doorkeeper {

    /** So many in a row are refused before one loop takes them alone. */
    static final int REFUSED = 64;

    /** So many more, after one loop alone could not take them all. */
    static final int RUSH = 100_000;

    /** Where one event loop takes clients. Any thread. */
    interface Door {

        /** How many connections its loop has. */
        int load();

        /** It is to take clients. */
        void open();

        /** It is to take none until it is opened. */
        void rest();
    }

    private final List<Door> doors = new ArrayList<>();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean alone;

    /** Another door, open or about to be. */
    synchronized void add(Door door) {
        doors.add(door);
    }

    /** A client was refused at once. */
    void refused() {
        if (refused.incrementAndGet() == REFUSED) {
            leaveOne();
        }
    }

    /** A client has stayed. */
    void stayed() {
        if (refused.get() != 0) {
            refused.set(0);
        }
        if (alone) {
            openAll();
        }
    }

    /** More clients wait than a loop can take. */
    void behind() {
        if (alone) {
            refused.set(REFUSED - RUSH);
            openAll();
        }
    }

    /** The one that stays open is where clients would be handed over to if they stayed. */
    private synchronized void leaveOne() {
        if (alone || doors.size() < 2) {
            return;
        }
        alone = true;
        int least = 0;
        for (int i = 1; i < doors.size(); i++) {
            if (doors.get(i).load() < doors.get(least).load()) {
                least = i;
            }
        }
        for (int i = 0; i < doors.size(); i++) {
            if (i == least) {
                doors.get(i).open();
            } else {
                doors.get(i).rest();
            }
        }
    }

    private synchronized void openAll() {
        alone = false;
        doors.forEach(Door::open);
    }
}
