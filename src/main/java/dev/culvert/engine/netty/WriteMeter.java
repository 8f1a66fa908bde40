package dev.culvert.engine.netty;

import io.netty.channel.Channel;
import io.netty.channel.DefaultChannelProgressivePromise;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The promise of every write to one socket, used again and again, so that no write allocates one. Netty completes
 * writes in order and reports their progress, part by part; the meter hands on what the socket has really taken.
 */
final class WriteMeter extends DefaultChannelProgressivePromise {

    private final Leg leg;
    private long progress;

    WriteMeter(Channel channel, Leg leg) {
        super(channel);
        this.leg = leg;
    }

    @Override
    public boolean tryProgress(long progressNow, long total) {
        long taken = progressNow - progress;
        progress = progressNow;
        leg.taken(taken);
        return true;
    }

    @Override
    public boolean trySuccess() {
        progress = 0;
        return true;
    }

    @Override
    public boolean trySuccess(@Nullable Void result) {
        return trySuccess();
    }

    @Override
    public boolean tryFailure(Throwable cause) {
        progress = 0;
        leg.writeFailed(Objects.requireNonNullElse(cause.getCause(), cause));
        return true;
    }

    @Override
    public boolean setUncancellable() {
        return true;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return false;
    }
}
