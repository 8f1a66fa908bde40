package dev.culvert.engine.netty;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads {@code io-1} to {@code io-N}, each with its event loop and what belongs to that. */
final class EventLoops {

    private static final Logger log = LoggerFactory.getLogger(EventLoops.class);

    /** Netty's samples of where buffers come from cost a request 2 % of its time; tests, and who seeks a leak, set this. */
    private static final String LEAK_DETECTION = "io.netty.leakDetection.level";

    private final EventLoopGroup group;
    private final IdentityHashMap<EventLoop, ConnectionLoop> loops = new IdentityHashMap<>();
    private final List<ConnectionLoop> inOrder = new ArrayList<>();

    EventLoops(IoTransport transport, int count) {
        if (System.getProperty(LEAK_DETECTION) == null) {
            ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        }
        group = new MultiThreadIoEventLoopGroup(count, threads(), transport.loops());
        for (EventExecutor executor : group) {
            var loop = new ConnectionLoop((IoEventLoop) executor, loops.size());
            loops.put(loop.eventLoop(), loop);
            inOrder.add(loop);
        }
        loops.values().forEach(loop -> Objects.requireNonNull(loop.begin()));
    }

    EventLoopGroup group() {
        return group;
    }

    int count() {
        return loops.size();
    }

    ConnectionLoop of(EventLoop loop) {
        return Objects.requireNonNull(loops.get(loop));
    }

    /** All of them, always in the same order. */
    List<ConnectionLoop> all() {
        return Collections.unmodifiableList(inOrder);
    }

    /** One of them, each in its turn. */
    ConnectionLoop next() {
        return of(group.next());
    }

    /** Who takes another connection: that loop, unless another has at least two fewer. From any thread. */
    ConnectionLoop relieving(ConnectionLoop loop) {
        ConnectionLoop chosen = loop;
        int least = loop.load() - 1;
        for (ConnectionLoop other : inOrder) {
            if (other.load() < least) {
                least = other.load();
                chosen = other;
            }
        }
        return chosen;
    }

    /** Runs something once, later, on any of the loops. */
    void later(Runnable task, Duration delay) {
        var unused = group.schedule(task, Connection.nanos(delay), TimeUnit.NANOSECONDS);
    }

    /** Ends the threads; waits for that, but not for longer than the limit. */
    void shutdown(Duration limit) {
        group.shutdownGracefully(0, limit.toMillis(), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static ThreadFactory threads() {
        var number = new AtomicInteger();
        return task -> {
            var thread = new FastThreadLocalThread(task, "io-" + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler((dying, e) -> log.error("The event loop {} died.", dying.getName(), e));
            return thread;
        };
    }
}
