package dev.culvert.app;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the threads of the program: each has a name, and a fault in one is logged. */
final class Threads {

    private static final Logger log = LoggerFactory.getLogger(Threads.class);

    private Threads() {}

    /** One thread with that name, which does not keep the program alive. */
    static ThreadFactory named(String name) {
        return task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler(Threads::report);
            return thread;
        };
    }

    /** A thread with that name that runs one task after the other, also at given times. */
    static ScheduledExecutorService timer(String name) {
        var timer = new ScheduledThreadPoolExecutor(1, named(name));
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /** Ends a timer; waits for what it is doing. */
    static void end(ScheduledExecutorService timer) {
        timer.shutdown();
        try {
            boolean unused = timer.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** For tasks that wait for disks and name servers: as many virtual threads as there are tasks. */
    static Executor waiting(String name) {
        return Executors.newThreadPerTaskExecutor(Thread.ofVirtual()
                .name(name + "-", 0)
                .uncaughtExceptionHandler(Threads::report)
                .factory());
    }

    /** Hands a fault that nobody expected to whoever hears of them in this process. */
    static void report(Thread thread, Throwable fault) {
        Thread.UncaughtExceptionHandler all = Thread.getDefaultUncaughtExceptionHandler();
        if (all == null) {
            log(thread, fault);
        } else {
            all.uncaughtException(thread, fault);
        }
    }

    /** Logs a fault, with its code. */
    static void log(Thread thread, Throwable fault) {
        log.error("A fault in thread {}, code {}", thread.getName(), FaultCode.of(fault), fault);
    }
}
