package dev.culvert.events.delivery;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes events into Culvert's own log. */
final class LogSender implements Sender {

    private static final Logger log = LoggerFactory.getLogger(LogSender.class);
    private static final int MOST = 500;

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public void send(List<Outgoing> events) {
        events.forEach(e -> log.info("{}", e.json()));
    }

    @Override
    public void close() {
        // nothing is held
    }
}
