package dev.culvert.cli.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpstreamServerTest {

    /** The common pool may have one thread only. */
    private static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);

    private UpstreamServer upstream;
    private Lifeline lifeline;
    private CompletableFuture<Void> end;

    @BeforeEach
    void start() throws IOException {
        upstream = new UpstreamServer(1);
        end = CompletableFuture.runAsync(
                () -> {
                    try {
                        upstream.run();
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                },
                THREADS);
        lifeline = new Lifeline(upstream.ports().getFirst());
    }

    @AfterEach
    void stop() throws IOException {
        lifeline.close();
        assertThat(end).succeedsWithin(5, TimeUnit.SECONDS);
        upstream.close();
    }

    private Socket connect() throws IOException {
        var socket =
                new Socket(InetAddress.ofLiteral("127.0.0.1"), upstream.ports().getFirst());
        socket.setSoTimeout(5000);
        return socket;
    }

    @Test
    void anEchoIsWholeAlsoIfItIsReadLate() throws Exception {
        byte[] sent = new byte[4 << 20];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = (byte) (i * 31 + (i >> 8));
        }
        Wire.header(Wire.Service.ECHO, Wire.HEADER).get(sent, 0, Wire.HEADER);
        try (Socket socket = connect()) {
            var writer = CompletableFuture.runAsync(
                    () -> {
                        try {
                            socket.getOutputStream().write(sent);
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    THREADS);
            Thread.sleep(200);
            assertThat(socket.getInputStream().readNBytes(sent.length)).isEqualTo(sent);
            writer.join();
        }
    }

    @Test
    void aStrangerIsSentAway() throws Exception {
        try (Socket socket = connect()) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(isCut(socket)).isTrue();
        }
        Probe.check(upstream.ports().getFirst());
    }

    private static boolean isCut(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException e) {
            return true;
        }
    }
}
