package dev.culvert.engine.netty;

import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.util.UncheckedBooleanSupplier;

/**
 * Half-closure for Netty's NIO channels of Unix sockets. They close themselves when they have read the end of the stream: what
 * looks whether half-closure is allowed asks the settings of a TCP socket for it, and theirs are none. But a channel tells its
 * allocator first how much it has read, and takes its word for it; so the end is told here as nothing, and as the event that
 * all other channels send.
 */
@SuppressWarnings("deprecation") // the plain handle is, and so are the methods that must answer one
final class UnixHalfClose implements RecvByteBufAllocator {

    private final DuplexChannel channel;
    private final RecvByteBufAllocator sizes;

    private UnixHalfClose(DuplexChannel channel, RecvByteBufAllocator sizes) {
        this.channel = channel;
        this.sizes = sizes;
    }

    /** Lets a channel read in these sizes; before it has begun to read. */
    static void read(DuplexChannel channel, RecvByteBufAllocator sizes) {
        boolean closesItself = channel instanceof NioDomainSocketChannel;
        channel.config().setRecvByteBufAllocator(closesItself ? new UnixHalfClose(channel, sizes) : sizes);
    }

    @Override
    public Handle newHandle() {
        return new EndTelling(sizes.newHandle());
    }

    /** Channels look for the extended kind. */
    private final class EndTelling extends DelegatingHandle implements ExtendedHandle {

        private boolean told;

        EndTelling(Handle sizes) {
            super(sizes);
        }

        @Override
        public void lastBytesRead(int bytes) {
            super.lastBytesRead(Math.max(bytes, 0));
            if (bytes < 0) {
                // there is always an end to be read from now on
                channel.config().setAutoRead(false);
                tell();
            }
        }

        /** After what is read in the same go. */
        private void tell() {
            if (!told) {
                told = true;
                channel.eventLoop()
                        .execute(() -> channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE));
            }
        }

        @Override
        public boolean continueReading(UncheckedBooleanSupplier mayMore) {
            return delegate() instanceof ExtendedHandle extended
                    ? extended.continueReading(mayMore)
                    : delegate().continueReading();
        }
    }
}
