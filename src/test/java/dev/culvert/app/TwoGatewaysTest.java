package dev.culvert.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two programs on one machine, each with a data directory of its own. */
final class TwoGatewaysTest {

    @TempDir
    Path mine;

    @TempDir
    Path yours;

    @Test
    void a_port_that_one_has_reserved_is_refused_to_the_other_until_it_is_killed() throws Exception {
        String body = "{\"port\": " + free() + "}";
        try (var first = serve(mine).awaitReady();
                var second = serve(yours).awaitReady()) {
            assertThat(first.request("POST", "/reserved_addrs", body)).contains("\"id\":\"ra_");
            assertThat(second.request("POST", "/reserved_addrs", body))
                    .contains("ERR_NGROK_503", "Another Culvert that runs on this machine");
            first.kill();
            assertThat(second.request("POST", "/reserved_addrs", body)).contains("\"id\":\"ra_");
        }
    }

    @Test
    void a_strict_one_takes_reserved_ports_only() throws Exception {
        int port = free();
        String endpoint = "{\"url\": \"tcp://localhost:%d\", \"upstream_url\": \"5432\"}".formatted(port);
        try (var culvert = serve(mine, "--strict").awaitReady()) {
            assertThat(culvert.request("POST", "/endpoints", endpoint)).contains("ERR_NGROK_307");
            assertThat(culvert.request("POST", "/reserved_addrs", "{\"port\": " + port + "}"))
                    .contains("\"id\":\"ra_");
            assertThat(culvert.request("POST", "/endpoints", endpoint)).contains("\"status\":\"online\"");
        }
    }

    private static int free() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static CulvertProcess serve(Path directory, String... more) throws IOException {
        String[] arguments = new String[more.length + 5];
        String[] first = {"serve", "--api-addr", "127.0.0.1:0", "--data-dir", directory.toString()};
        System.arraycopy(first, 0, arguments, 0, first.length);
        System.arraycopy(more, 0, arguments, first.length, more.length);
        return CulvertProcess.start(directory, arguments);
    }
}
