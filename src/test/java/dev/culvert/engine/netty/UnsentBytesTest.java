package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnsentBytesTest {

    private final UnsentBytes unsent = new UnsentBytes();
    private final Deque<ByteBuf> taken = new ArrayDeque<>();

    @AfterEach
    void giveBack() {
        taken.forEach(unsent::give);
    }

    @Test
    void whenMuchWaitsLittleIsReadUntilItHasGone() {
        for (int i = 0; i < UnsentBytes.MUCH / UnsentBytes.LARGE_READ; i++) {
            assertThat(unsent.readSize()).isEqualTo(UnsentBytes.LARGE_READ);
            taken.add(unsent.take(UnsentBytes.LARGE_READ));
        }
        assertThat(unsent.readSize()).isEqualTo(UnsentBytes.SMALL_READ);
        unsent.give(taken.removeFirst());
        assertThat(unsent.readSize()).isEqualTo(UnsentBytes.LARGE_READ);
    }

    @Test
    void aBufferIsNoLargerThanWhatWaits() {
        taken.add(unsent.take(3));
        assertThat(taken.getFirst().capacity()).isEqualTo(3);
    }
}
