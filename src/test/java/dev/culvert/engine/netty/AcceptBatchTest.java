package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AcceptBatchTest {

    private final AcceptBatch batch = new AcceptBatch();

    @Test
    void growsInARushUpToALimit() {
        assertThat(batch.size()).isEqualTo(1);
        full(4);
        assertThat(batch.size()).isEqualTo(2);
        full(1000);
        assertThat(batch.size()).isEqualTo(16);
    }

    @Test
    void isWhatCameOfLate() {
        full(40);
        batch.wasShort(3);
        assertThat(batch.size()).isEqualTo(3);
        batch.wasShort(0);
        assertThat(batch.size()).isEqualTo(1);
    }

    /** With two clients each time, a third is asked for every fourth time. */
    @Test
    void asksInVainSeldom() {
        int inVain = 0;
        for (int i = 0; i < 100; i++) {
            if (batch.size() > 2) {
                inVain++;
                batch.wasShort(2);
            } else {
                batch.wasFull();
            }
        }
        assertThat(inVain).isBetween(15, 25);
    }

    @Test
    void isBehindWhenTheMostWereThereAgainAndAgain() {
        full(15 * 4 + 63);
        assertThat(batch.isBehind()).isFalse();
        full(1);
        assertThat(batch.isBehind()).isTrue();
        batch.wasShort(15);
        assertThat(batch.isBehind()).isFalse();
        full(3 + 63);
        assertThat(batch.isBehind()).isFalse();
    }

    private void full(int times) {
        for (int i = 0; i < times; i++) {
            batch.wasFull();
        }
    }
}
