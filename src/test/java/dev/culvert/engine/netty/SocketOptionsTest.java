package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.SocketChannelConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SocketOptionsTest {

    /** That Netty does this is what {@link SocketOptions} relies on. */
    @ParameterizedTest
    @EnumSource
    void small_pieces_are_sent_at_once(IoTransport transport) {
        assumeTrue(transport.isAvailable());
        for (String address : new String[] {"127.0.0.1", "::1"}) {
            DuplexChannel channel = transport.newSocket(new InetSocketAddress(InetAddress.ofLiteral(address), 1));
            try {
                SocketOptions.set(channel);
                assertThat(((SocketChannelConfig) channel.config()).isTcpNoDelay())
                        .isTrue();
            } finally {
                channel.unsafe().closeForcibly();
            }
        }
    }
}
