package dev.culvert.events;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits to be written, in the order in which it came. It is gathered in lists that are taken as they are: where tens of
 * thousands come a second, a node for each would be as much to collect as what it holds. Any thread adds; one takes.
 *
 * @param <T> what waits
 */
final class Backlog<T> {

    private final int batch;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition something = lock.newCondition();
    private final Queue<List<T>> full = new ArrayDeque<>();
    private List<T> latest;
    private volatile int size;

    /**
     * Has nothing yet.
     *
     * @param batch so many are taken at once, at the most
     */
    Backlog(int batch) {
        this.batch = batch;
        this.latest = new ArrayList<>(batch);
    }

    /** Adds one, unless so many wait already. */
    boolean add(T one, int most) {
        lock.lock();
        try {
            int waiting = size;
            if (waiting >= most) {
                return false;
            }
            if (latest.size() == batch) {
                full.add(latest);
                latest = new ArrayList<>(batch);
            }
            latest.add(one);
            size = waiting + 1;
            if (waiting == 0) {
                something.signal();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** How many wait. */
    int size() {
        return size;
    }

    /** Waits until something is there. */
    void await() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (size == 0) {
                something.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * The first ones, as many as may be taken at once; none if none wait.
     *
     * @param emptied an empty list, such as one that was taken before; it is used again
     */
    List<T> take(List<T> emptied) {
        lock.lock();
        try {
            List<T> taken = full.poll();
            if (taken == null) {
                taken = latest;
                latest = emptied;
            }
            int left = size - taken.size();
            size = left;
            return taken;
        } finally {
            lock.unlock();
        }
    }
}
