package dev.culvert.events.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.culvert.model.event.WebhookTarget;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the program's log says of a destination that fails. */
final class TroubleLogTest extends DeliveryFixture {

    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(Delivery.class);

    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    private final TroubleLog troubles = new TroubleLog("ed_1", clock::get);

    @BeforeEach
    void listen() {
        LOGGER.setLevel(Level.INFO);
        appender.start();
        LOGGER.addAppender(appender);
    }

    @AfterEach
    void leave() {
        LOGGER.detachAppender(appender);
        LOGGER.setLevel(null);
    }

    private List<String> said(Level level) {
        return List.copyOf(appender.list).stream()
                .filter(event -> event.getLevel().equals(level))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    @Test
    void a_receiver_that_fails_half_the_time_is_told_of_once() {
        try (var receiver = new Receiver(number -> number % 2 == 0 ? 500 : 200)) {
            String id =
                    destination(new WebhookTarget(receiver.url(), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", Map.of()));
            connections(1, 20);
            await().atMost(Duration.ofSeconds(30)).until(() -> state(id).waiting() == 0);
            assertThat(receiver.requests()).isEqualTo(40);
            assertThat(said(Level.WARN)).singleElement().asString().contains(id, "status 500");
            assertThat(said(Level.INFO)).hasSize(1);
        }
    }

    @Test
    void is_told_again_after_the_silence_with_what_was_not_told() {
        troubles.failed("The status was 500.");
        troubles.failed("The status was 500.");
        troubles.over();
        pass(TroubleLog.SILENCE.minusNanos(1));
        troubles.failed("The status was 502.");
        troubles.over();
        pass(Duration.ofNanos(1));
        troubles.failed("The status was 503.");
        assertThat(said(Level.WARN))
                .containsExactly(
                        "Events do not go to the destination ed_1: The status was 500. They wait in the history.",
                        "Events do not go to the destination ed_1: The status was 503. They wait in the history."
                                + " Failures not written here in the last 10 minutes: 1.");
        assertThat(said(Level.INFO)).hasSize(1);
    }

    @Test
    void a_trouble_that_began_in_the_silence_and_lasts_is_told_when_it_ends() {
        troubles.failed("The status was 500.");
        troubles.over();
        troubles.failed("The status was 502.");
        assertThat(said(Level.WARN)).hasSize(1);
        pass(TroubleLog.SILENCE);
        troubles.failed("The status was 502.");
        assertThat(said(Level.WARN)).hasSize(2);
    }
}
