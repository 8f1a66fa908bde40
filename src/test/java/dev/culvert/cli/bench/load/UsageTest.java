package dev.culvert.cli.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class UsageTest {

    private static final long SELF = ProcessHandle.current().pid();

    private static Usage usage(Duration total, Map<String, Long> threads) {
        return new Usage(total, threads, OptionalLong.empty());
    }

    @Test
    void whatThreadsUsedIsTakenFromTheFineAccount() {
        Usage before = usage(Duration.ofMillis(100), Map.of("1/1", 5_000_000L));
        Usage after = usage(Duration.ofMillis(110), Map.of("1/1", 7_000_000L, "1/2", 1_500_000L));

        assertThat(after.cpuSecsSince(before)).isEqualTo(0.0035, within(1e-9));
    }

    @Test
    void whereAThreadHasEndedTheCoarseAccountCounts() {
        Usage before = usage(Duration.ofMillis(100), Map.of("1/1", 5_000_000L, "1/2", 9_000_000L));
        Usage after = usage(Duration.ofMillis(130), Map.of("1/1", 7_000_000L));

        assertThat(after.cpuSecsSince(before)).isEqualTo(0.03, within(1e-9));
    }

    @Test
    void noProcessUsesNothing() {
        assertThat(Usage.of(0)).isEqualTo(Usage.NONE);
        assertThat(Usage.of(0).cpuSecsSince(Usage.NONE)).isZero();
    }

    @Test
    void thisProcessIsSeenToWork() {
        Usage before = Usage.of(SELF);
        long until = System.nanoTime() + 300_000_000;
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }

        // others use the machine too, so this thread may have had only a part of the time
        assertThat(Usage.of(SELF).cpuSecsSince(before)).isBetween(0.02, 30.0);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aChildCountsToo() throws Exception {
        long alone = Usage.of(SELF).residentKib().orElseThrow();
        Process child = new ProcessBuilder("sleep", "20").start();
        try {
            Usage both = Usage.of(SELF);
            assertThat(both.threads().keySet()).anyMatch(t -> t.startsWith(child.pid() + "/"));
            assertThat(alone).isGreaterThan(10_000);
            assertThat(Usage.of(child.pid()).residentKib().orElseThrow()).isBetween(100L, 10_000L);
        } finally {
            child.destroyForcibly().waitFor();
        }
    }
}
