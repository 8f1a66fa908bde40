package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Fails a test class in whose time a buffer was collected without having been released, or after which there are more
 * sockets or pipes than before.
 */
final class LeakGuard implements BeforeAllCallback, AfterAllCallback {

    private final ListAppender<ILoggingEvent> reports = new ListAppender<>();
    private final Logger detector = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);

    private long descriptors;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        SocketChannel.open().close(); // the JDK keeps a socket of its own from the first one on
        descriptors = Descriptors.open();
        assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
        reports.start();
        detector.addAppender(reports);
    }

    @Override
    public void afterAll(ExtensionContext context) throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(20); // the collector enqueues what it found from a thread of its own
            ByteBufAllocator.DEFAULT.directBuffer(16).release(); // a detector reports when something is allocated
        }
        detector.detachAppender(reports);
        await().untilAsserted(() -> assertThat(Descriptors.open()).isLessThanOrEqualTo(descriptors));
        assertThat(reports.list)
                .filteredOn(e -> e.getLevel().isGreaterOrEqual(ch.qos.logback.classic.Level.ERROR))
                .extracting(ILoggingEvent::getFormattedMessage)
                .isEmpty();
    }
}
