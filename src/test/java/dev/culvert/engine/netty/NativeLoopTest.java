package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.culvert.engine.netty.linux.SelfTest;
import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NativeLoopTest {

    private final Deque<ByteBuf> taken = new ArrayDeque<>();
    private NativeLoop loop;

    @BeforeEach
    void open() {
        assumeTrue(SelfTest.problem().isEmpty(), () -> SelfTest.problem().orElseThrow());
        loop = new NativeLoop(DescriptorReserve.ofProcess());
    }

    @AfterEach
    void close() {
        while (!taken.isEmpty()) {
            loop.give(taken.removeFirst());
        }
        if (loop != null) {
            loop.close();
        }
    }

    @Test
    void manyThatDoNotReadMakeEveryReadSmallUntilTheyHaveRead() {
        int readers = NativeLoop.MOST_WAITING / NativeLoop.LARGE_READ;
        for (int i = 0; i < readers; i++) {
            assertThat(loop.readSize()).isEqualTo(NativeLoop.LARGE_READ);
            taken.add(loop.take(NativeLoop.LARGE_READ));
        }
        assertThat(loop.readSize()).isEqualTo(NativeLoop.SMALL_READ);
        loop.give(taken.removeFirst());
        assertThat(loop.readSize()).isEqualTo(NativeLoop.LARGE_READ);
    }

    @Test
    void aBufferIsAsLargeAsWhatWaits() {
        taken.add(loop.take(3));
        assertThat(taken.getFirst().capacity()).isEqualTo(3);
    }
}
