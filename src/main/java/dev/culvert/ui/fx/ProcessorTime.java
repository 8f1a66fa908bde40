package dev.culvert.ui.fx;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.LongSupplier;

/** What a thread has taken of the processors. */
public final class ProcessorTime {

    private ProcessorTime() {}

    /** Nanoseconds of the calling thread, to be asked on any thread; always the same where the system does not tell. */
    public static LongSupplier ofThisThread() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().threadId();
        return threads.isThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled()
                ? () -> threads.getThreadCpuTime(thread)
                : () -> 0;
    }
}
