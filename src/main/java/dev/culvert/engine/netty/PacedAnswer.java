package dev.culvert.engine.netty;

import io.netty.buffer.ByteBuf;
import java.util.List;

/**
 * Sends an answer of our own no faster than policies let bytes go to the client: a part is sent when the time is over that it
 * costs, and small answers at once as long as they keep within the rate. On the event loop only.
 */
final class PacedAnswer {

    private final HttpRelay relay;
    private final List<Throttle> rates;
    private final ByteBuf rest;
    private final Runnable sent;
    private final Alarm alarm;
    private final int most;
    private boolean over;

    /**
     * Not begun yet.
     *
     * @param rates one at least
     * @param answer what to send, which is used up
     * @param sent what to do when the client's socket has been given all of it
     */
    PacedAnswer(HttpRelay relay, List<Throttle> rates, ByteBuf answer, Runnable sent) {
        this.relay = relay;
        this.rates = rates;
        this.rest = answer;
        this.sent = sent;
        alarm = new Alarm(relay.connection().loop());
        most = rates.stream().mapToInt(Throttle::readSize).min().orElseThrow();
    }

    /** Sends what may be sent, and the rest later. */
    void goOn() {
        while (!over) {
            int part = Math.min(most, rest.readableBytes());
            long wait = Throttle.rest(rates, part, System.nanoTime());
            if (wait > 0) {
                alarm.set(wait, () -> later(part));
                return;
            }
            send(part);
        }
    }

    private void later(int part) {
        try {
            send(part);
            goOn();
            relay.flush();
            relay.steer();
        } catch (RuntimeException e) {
            relay.fault(e);
        }
    }

    private void send(int part) {
        relay.clientLeg().write(rest.readRetainedSlice(part));
        if (!rest.isReadable()) {
            end();
            sent.run();
        }
    }

    /** Sends no more. */
    void end() {
        if (!over) {
            over = true;
            alarm.end();
            rest.release();
        }
    }
}
