package dev.culvert.cli.bench;

import java.time.Duration;
import java.util.stream.Stream;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.TickType;

/** Watches how much of the CPU time is used by programs that are neither this one nor its children. */
final class CpuShare {

    private final CentralProcessor processor = new SystemInfo().getHardware().getProcessor();
    private final long[] ticks = processor.getSystemCpuLoadTicks();
    private final Duration own = ownUse();
    private final long began = System.nanoTime();

    /** The share since this was made, from 0 to 1. */
    double ofOthers() {
        double secs = (System.nanoTime() - began) / 1e9;
        double ownShare = ownUse().minus(own).toNanos() / 1e9 / secs / processor.getLogicalProcessorCount();
        return ofOthers(ticks, processor.getSystemCpuLoadTicks(), ownShare);
    }

    static double ofOthers(long[] before, long[] after, double ownShare) {
        long all = 0;
        long idle = 0;
        for (TickType type : TickType.values()) {
            long passed = after[type.getIndex()] - before[type.getIndex()];
            all += passed;
            idle += type == TickType.IDLE || type == TickType.IOWAIT ? passed : 0;
        }
        return all == 0 ? 0 : Math.clamp((double) (all - idle) / all - ownShare, 0, 1);
    }

    private static Duration ownUse() {
        ProcessHandle self = ProcessHandle.current();
        return Stream.concat(Stream.of(self), self.descendants())
                .map(p -> p.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
