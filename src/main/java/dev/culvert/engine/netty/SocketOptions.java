package dev.culvert.engine.netty;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.DuplexChannelConfig;

/** What both sockets of a connection have in common. Netty sets TCP_NODELAY by itself, with a system call each time. */
final class SocketOptions {

    private static final int SMALLEST_READ = 1024;
    private static final int FIRST_READ = 4096;
    private static final int LARGEST_READ = 256 * 1024;

    /** Beyond the first, the other side is not read any more; below the second, it is again. */
    private static final WriteBufferWaterMark UNSENT = new WriteBufferWaterMark(32 * 1024, 64 * 1024);

    /** One large read a turn moves more, and more fairly, than many small ones. */
    private static final RecvByteBufAllocator READS =
            new AdaptiveRecvByteBufAllocator(SMALLEST_READ, FIRST_READ, LARGEST_READ).maxMessagesPerRead(1);

    private SocketOptions() {}

    static void set(DuplexChannel channel) {
        var config = (DuplexChannelConfig) channel.config();
        config.setAutoRead(false);
        config.setAllowHalfClosure(true);
        config.setConnectTimeoutMillis(0); // a dial keeps its own time
        config.setWriteBufferWaterMark(UNSENT);
        config.setRecvByteBufAllocator(READS);
    }
}
