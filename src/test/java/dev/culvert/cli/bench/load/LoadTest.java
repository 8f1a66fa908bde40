package dev.culvert.cli.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.cli.bench.load.Order.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The load and its upstream, on real sockets. */
class LoadTest {

    private static final long SELF = ProcessHandle.current().pid();

    private UpstreamServer upstream;
    private CompletableFuture<Void> upstreamEnd;
    private Lifeline lifeline;
    private int port;

    @BeforeEach
    void start() throws IOException {
        var server = new UpstreamServer(2);
        upstream = server;
        port = server.ports().getFirst();
        upstreamEnd = CompletableFuture.runAsync(() -> {
            try (server) {
                server.run();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        lifeline = new Lifeline(port);
    }

    @AfterEach
    void theUpstreamEndsWithItsLifeline() {
        assertThat(upstreamEnd).isNotDone();
        lifeline.close();
        assertThat(upstreamEnd).succeedsWithin(5, TimeUnit.SECONDS);
    }

    private static Outcome run(Order order) throws IOException {
        var answer = new StringWriter();
        LoadClient.run(new BufferedReader(new StringReader(order.toLine())), new PrintWriter(answer));
        return Outcome.parse(answer.toString());
    }

    private Outcome run(Kind kind, int to, int connections) throws IOException {
        return run(new Order(kind, to, port, SELF, connections, 0.2));
    }

    @ParameterizedTest
    @CsvSource({
        "UP, 3, mib_per_s cpu_s_per_gib",
        "DOWN, 3, mib_per_s cpu_s_per_gib",
        "CONNECTIONS, 4, per_s cpu_us",
        "LATENCY, 4, p50_us p99_us cpu_us"
    })
    void everyLoadGivesItsMeasures(Kind kind, int connections, String measures) throws IOException {
        Outcome outcome = run(kind, port, connections);

        assertThat(outcome.failure()).isEmpty();
        assertThat(outcome.measures()).containsOnlyKeys(measures.split(" "));
        assertThat(outcome.measures().values()).allMatch(v -> v > 0);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void idleConnectionsAreCountedWhereTheSystemTellsMemory() throws IOException {
        Outcome outcome = run(Kind.IDLE, port, 20);

        assertThat(outcome.failure()).isEmpty();
        assertThat(outcome.measures()).containsOnlyKeys("kib");
    }

    @Test
    void withoutAProcessThereIsNoUseOfTheCpu() throws IOException {
        assertThat(run(new Order(Kind.CONNECTIONS, port, port, 0, 4, 0.1)).measures())
                .containsOnlyKeys("per_s");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whereNobodyListensNothingIsMeasured(Kind kind) throws IOException {
        int closed;
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            closed = socket.getLocalPort();
        }

        Outcome outcome = run(kind, closed, 2);

        assertThat(outcome.failure()).containsIgnoringCase("refused");
        assertThat(outcome.measures()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whereConnectionsAreCutNothingIsMeasured(Kind kind) throws Exception {
        try (var cutting = server(Socket::close)) {
            Outcome outcome = run(kind, cutting.getLocalPort(), 2);

            assertThat(outcome.failure()).isNotEmpty();
            assertThat(outcome.measures()).isEmpty();
        }
    }

    @Test
    void bytesUpAreCountedWhereTheyArrive() throws Exception {
        try (var swallowing = server(socket -> socket.getInputStream().transferTo(OutputStream.nullOutputStream()))) {
            assertThat(run(Kind.UP, swallowing.getLocalPort(), 2).failure()).isEqualTo("not a byte came through");
        }
    }

    @Test
    void aStallIsSeenThoughNoRequestWasSentMeanwhile() throws Exception {
        // one connection whose server sleeps once: only one request waits, but hundreds were due meanwhile
        try (var stalling = server(LoadTest::echoWithAStall)) {
            Outcome outcome = run(new Order(Kind.LATENCY, stalling.getLocalPort(), port, 0, 1, 0.6));

            assertThat(outcome.failure()).isEmpty();
            assertThat(outcome.measures().get("p99_us")).isGreaterThan(100_000);
        }
    }

    private static void echoWithAStall(Socket socket) throws IOException {
        long stallAt = System.nanoTime() + 500_000_000;
        byte[] message = new byte[Wire.MESSAGE];
        while (socket.getInputStream().readNBytes(message, 0, message.length) == message.length) {
            if (System.nanoTime() > stallAt) {
                stallAt = Long.MAX_VALUE;
                sleep(250);
            }
            socket.getOutputStream().write(message);
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void talliesAreKeptByPort() throws IOException {
        int other = upstream.ports().get(1);
        assertThat(run(new Order(Kind.UP, other, other, 0, 1, 0.1)).failure()).isEmpty();

        assertThat(Wire.tally(other)).isPositive();
        assertThat(Wire.tally(port)).isZero();
    }

    /** What is done with one connection. */
    private interface Talk {
        void with(Socket socket) throws IOException;
    }

    private static ServerSocket server(Talk talk) throws IOException {
        var server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Socket socket = server.accept();
                    Thread.ofVirtual().start(() -> {
                        try (socket) {
                            talk.with(socket);
                        } catch (IOException e) {
                            // the client has gone
                        }
                    });
                }
            } catch (IOException e) {
                // the test is over
            }
        });
        return server;
    }
}
