package dev.culvert.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import oshi.hardware.CentralProcessor.TickType;

class CpuShareTest {

    private static long[] ticks(long user, long system, long idle, long waiting) {
        long[] ticks = new long[TickType.values().length];
        ticks[TickType.USER.getIndex()] = user;
        ticks[TickType.SYSTEM.getIndex()] = system;
        ticks[TickType.IDLE.getIndex()] = idle;
        ticks[TickType.IOWAIT.getIndex()] = waiting;
        return ticks;
    }

    @Test
    void whatIsBusyAndNotOursIsOfOthers() {
        double share = CpuShare.ofOthers(ticks(100, 100, 100, 100), ticks(400, 400, 300, 300), 0.45);

        assertThat(share).isEqualTo(0.15, within(1e-9));
    }

    @Test
    void roundingMakesNoNegativeShare() {
        assertThat(CpuShare.ofOthers(ticks(0, 0, 0, 0), ticks(500, 0, 500, 0), 0.52))
                .isZero();
        assertThat(CpuShare.ofOthers(ticks(1, 1, 1, 1), ticks(1, 1, 1, 1), 0)).isZero();
    }

    @Test
    void itIsMeasuredHere() {
        assertThat(new CpuShare().ofOthers()).isBetween(0.0, 1.0);
    }
}
