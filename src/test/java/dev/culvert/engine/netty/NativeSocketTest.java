package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.culvert.engine.netty.linux.SelfTest;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeSocketTest {

    private NativeLoop shared;
    private MultiThreadIoEventLoopGroup group;
    private NativeSocket socket;

    @BeforeEach
    void open() {
        assumeTrue(SelfTest.problem().isEmpty(), () -> SelfTest.problem().orElseThrow());
        shared = new NativeLoop(DescriptorReserve.ofProcess());
        group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        socket = new NativeSocket(
                shared.calls().socket(StandardProtocolFamily.INET), shared, new ConnectionLoop(group.next(), 0));
        socket.delays();
    }

    @AfterEach
    void close() {
        if (group != null) {
            socket.close(false);
            shared.close();
            group.shutdownGracefully().awaitUninterruptibly();
        }
    }

    @ParameterizedTest
    @CsvSource({"1, false", "536, false", "537, true", "65536, true"})
    void a_first_piece_waits_for_nothing_if_it_is_one_segment(int bytes, boolean isSet) throws IOException {
        socket.beforeSend(bytes);
        assertThat(sendsAtOnce()).isEqualTo(isSet);
    }

    @ParameterizedTest
    @CsvSource({"1", "70000"})
    void a_second_one_does_not_wait_for_the_first_to_be_acknowledged(int bytes) throws IOException {
        socket.beforeSend(1);
        socket.beforeSend(bytes);
        assertThat(sendsAtOnce()).isTrue();
    }

    private boolean sendsAtOnce() throws IOException {
        return new Socket(socket.intValue()).isTcpNoDelay();
    }
}
