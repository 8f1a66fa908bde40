package dev.culvert.engine.netty;

import io.netty.channel.ChannelException;
import io.netty.channel.socket.DuplexChannel;
import java.net.SocketAddress;

/** Connects channels; they have no handler yet and do not read. */
@SuppressWarnings("FutureReturnValueIgnored") // a channel that is closed here has nobody who would care how that went
final class ChannelDialler implements Dialler<DuplexChannel> {

    private static final Attempt NOTHING = () -> {};

    private final IoTransport transport;

    ChannelDialler(IoTransport transport) {
        this.transport = transport;
    }

    @Override
    public Attempt dial(SocketAddress address, ConnectionLoop loop, Outcome<DuplexChannel> outcome) {
        DuplexChannel channel;
        try {
            channel = transport.newSocket(address);
        } catch (ChannelException e) { // no descriptor, as a rule
            outcome.failed(e.getCause() == null ? e : e.getCause());
            return NOTHING;
        }
        SocketOptions.set(channel);
        UnixHalfClose.read(channel, channel.config().getRecvByteBufAllocator());
        var attempt = new ChannelAttempt(channel, outcome);
        loop.eventLoop().register(channel).addListener(registered -> {
            if (registered.isSuccess()) {
                channel.connect(transport.own(address)).addListener(connected -> attempt.tell(connected.cause()));
            } else {
                attempt.tell(registered.cause());
            }
        });
        return attempt;
    }

    private static final class ChannelAttempt implements Attempt {

        private final DuplexChannel channel;
        private final Outcome<DuplexChannel> outcome;
        private boolean abandoned;

        ChannelAttempt(DuplexChannel channel, Outcome<DuplexChannel> outcome) {
            this.channel = channel;
            this.outcome = outcome;
        }

        @Override
        public void abandon() {
            abandoned = true;
            channel.close();
        }

        void tell(Throwable problem) {
            if (abandoned) {
                channel.close();
            } else if (problem == null) {
                outcome.connected(channel);
            } else {
                channel.close();
                outcome.failed(problem);
            }
        }
    }
}
