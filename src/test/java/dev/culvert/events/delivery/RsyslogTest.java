package dev.culvert.events.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.culvert.model.event.SyslogTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A real syslog daemon, where this machine has one (Debian: {@code apt-get install rsyslog}). */
@SuppressWarnings("NullAway.Init")
final class RsyslogTest extends DeliveryFixture {

    private static final Path RSYSLOGD = Path.of("/usr/sbin/rsyslogd");
    private static final Duration LONG = Duration.ofSeconds(60);

    private int port;
    private Process daemon;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(Files.isExecutable(RSYSLOGD), "rsyslogd is not installed");
        try (var free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        Files.writeString(directory.resolve("rsyslog.conf"), """
                global(workDirectory="%1$s" maxMessageSize="64k")
                module(load="imtcp")
                module(load="imudp")
                input(type="imtcp" address="127.0.0.1" port="%2$d")
                input(type="imudp" address="127.0.0.1" port="%2$d")
                template(name="line" type="string" string="%%pri%%|%%app-name%%|%%msgid%%|%%structured-data%%|%%msg%%\\n")
                action(type="omfile" file="%1$s/taken" template="line")
                """.formatted(directory, port));
        rise();
    }

    private void rise() throws IOException {
        daemon = new ProcessBuilder(
                        RSYSLOGD.toString(),
                        "-n",
                        "-f",
                        directory.resolve("rsyslog.conf").toString(),
                        "-i",
                        directory.resolve("rsyslog.pid").toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("rsyslog.out").toFile())
                .start();
    }

    private void die() throws InterruptedException {
        daemon.destroyForcibly();
        assertThat(daemon.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (daemon != null) {
            die();
        }
    }

    private List<String> taken() throws IOException {
        Path file = directory.resolve("taken");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private List<Long> numbers() throws IOException {
        return taken().stream()
                .map(l -> new JsonMapper()
                        .readTree(l.split("\\|", 5)[4])
                        .at("/object/conn/bytes_in")
                        .asLong())
                .distinct()
                .toList();
    }

    private String destinationOf(String transport) {
        return destination(new SyslogTarget("127.0.0.1", port, transport, "local3", "culvert"));
    }

    private void awaitNumbers(long to) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(numbers())
                        .isEqualTo(LongStream.rangeClosed(1, to).boxed().toList()));
    }

    @Test
    void takes_tcp() throws IOException {
        destinationOf("tcp");
        connections(1, 700);
        awaitNumbers(700);
        assertThat(taken().getFirst())
                .matches("158\\|culvert\\|tcp_connection_closed.v0\\|\\[culvert@32473 id=\"ev_\\w{27}\"]\\| ?\\{.*}");
    }

    @Test
    void takes_udp() {
        destinationOf("udp");
        connections(1, 200);
        awaitNumbers(200);
    }

    @Test
    void gets_everything_over_tcp_although_it_is_killed() throws Exception {
        String id = destinationOf("tcp");
        connections(1, 300);
        awaitNumbers(300);
        die();
        connections(301, 500);
        await().atMost(LONG).until(() -> state(id).failingSince() != null);
        rise();
        connections(501, 600);
        awaitNumbers(600);
        await().atMost(LONG).until(() -> state(id).waiting() == 0);
        assertThat(state(id).progress().delivered()).isEqualTo(600);
    }
}
