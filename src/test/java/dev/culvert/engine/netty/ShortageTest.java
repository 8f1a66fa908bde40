package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/** The process runs out of descriptors while clients come. */
@ExtendWith(LeakGuard.class)
class ShortageTest {

    @OnEachRelay
    void clientsWaitUntilThereAreDescriptorsAgain(RelayMode mode) throws IOException {
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(AcceptPause.class);
        logger.addAppender(said);
        said.start();
        try (var upstream = PeerServer.echo();
                var rig = Rig.to(mode, upstream);
                Peer early = rig.connect();
                SocketChannel late = SocketChannel.open()) {
            early.send("early").expect("early"); // all classes are loaded by now
            late.setOption(StandardSocketOptions.TCP_NODELAY, true);
            try (var limit = DescriptorLimit.reached()) {
                late.connect(rig.addresses().getFirst()); // the kernel takes it into the backlog
                await().atMost(Rig.LONG)
                        .until(() -> rig.engine.hindrance(Rig.ID).isPresent());
                early.send("still").expect("still");
                await().during(Duration.ofMillis(1500)).until(() -> said.list.size() == 1);
                assertThat(rig.engine.hindrance(Rig.ID)).hasValue("Too many open files");
                assertThat(limit).isNotNull();
            }
            late.write(ByteBuffer.wrap("late".getBytes(StandardCharsets.UTF_8)));
            ByteBuffer answer = ByteBuffer.allocate(4);
            while (answer.hasRemaining() && late.read(answer) >= 0) {}
            assertThat(new String(answer.array(), StandardCharsets.UTF_8)).isEqualTo("late");
            assertThat(rig.engine.hindrance(Rig.ID)).isEmpty();
            assertThat(said.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .allMatch(line -> line.contains("cannot accept clients: Too many open files"))
                    .hasSize(1);
        } finally {
            logger.detachAppender(said);
        }
    }

    @OnEachRelay
    void aCrowdDoesNotTakeTheLastDescriptors(RelayMode mode) throws IOException {
        List<SocketChannel> crowd = new ArrayList<>();
        // connections stay in its backlog: one that accepts would take descriptors of this process, and late on a busy
        // machine
        try (var upstream = new ServerSocket(0, 500, InetAddress.ofLiteral("127.0.0.1"))) {
            for (int i = 0; i < 150; i++) {
                crowd.add(SocketChannel.open()); // descriptors of this process, too
            }
            try (var limit = DescriptorLimit.leaving(250);
                    var rig = new Rig(mode).listen(Rig.endpoint(upstream.getLocalPort()))) {
                for (SocketChannel one : crowd) {
                    one.setOption(
                            StandardSocketOptions.SO_LINGER,
                            0); // a reset ends it, an end alone would wait for the upstream's
                    one.connect(rig.addresses().getFirst()); // at least into the backlog
                }
                await().atMost(Rig.LONG)
                        .until(() -> rig.engine.hindrance(Rig.ID).isPresent());
                await().during(Duration.ofMillis(2500)) // it tries again, and does not take them one by one
                        .atMost(Rig.LONG)
                        .untilAsserted(() -> assertThat(Descriptors.free()).isGreaterThan(10));
                assertThat(rig.engine.connections()).hasSizeBetween(20, 120);
                crowd.subList(0, 100).forEach(ShortageTest::close);
                await().atMost(Rig.LONG)
                        .untilAsserted(
                                () -> assertThat(rig.engine.connections()).hasSize(50));
                assertThat(rig.engine.hindrance(Rig.ID)).isEmpty();
                assertThat(limit).isNotNull();
            }
        } finally {
            crowd.forEach(ShortageTest::close);
        }
    }

    private static void close(SocketChannel client) {
        try {
            client.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
