package dev.culvert.app;

import dev.culvert.ui.frame.MainWindow;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;

/** What a rehearsal of the desktop does: it publishes an endpoint with a policy, lets a connection through, and shows the pages. */
final class RehearsedWalk {

    private static final long LOOK_MILLIS = 700;
    private static final int GREETING = 42;
    private static final String POLICY =
            "{on_tcp_connect: [{expressions: [\"conn.client_ip == '192.0.2.1'\"], actions: [{type: deny}]}]}";

    private final GatewayProcess process;
    private final MainWindow window;

    RehearsedWalk(GatewayProcess process, MainWindow window) {
        this.process = process;
        this.window = window;
    }

    /** Walks, which takes some seconds, and fails where anything does. Not on the JavaFX thread. */
    void walk() throws Exception {
        int port = freePort();
        try (var upstream = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            ask("POST", "/endpoints", """
                    {"type": "agent", "name": "rehearsal-%d", "url": "tcp://localhost:%d",
                     "upstream_url": "127.0.0.1:%d", "traffic_policy": "%s"}
                    """.formatted(port, port, upstream.getLocalPort(), POLICY.replace("\"", "\\\"")));
            connect(port, upstream);
            ask("GET", "/endpoints", "");
            ask("GET", "/connections", "");
            for (int page = 0; show(page); page++) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
            show(0);
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    private static void connect(int port, ServerSocket upstream) throws IOException {
        try (var client = new Socket(InetAddress.getLoopbackAddress(), port);
                Socket server = upstream.accept()) {
            client.getOutputStream().write(GREETING);
            int heard = server.getInputStream().read();
            server.getOutputStream().write(heard);
            if (client.getInputStream().read() != GREETING) {
                throw new IOException("The endpoint did not bring back what was sent.");
            }
        }
    }

    /** Asks the API, by a plain socket: an HTTP client would be in the cache as well. */
    private void ask(String method, String path, String body) throws IOException {
        URI api = process.api();
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head =
                """
                %s %s HTTP/1.1\r
                Host: %s\r
                Authorization: Bearer %s\r
                Content-Type: application/json\r
                Content-Length: %d\r
                Connection: close\r
                \r
                """.formatted(method, path, api.getAuthority(), process.key().value(), content.length);
        try (var socket = new Socket(api.getHost(), api.getPort())) {
            var out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.UTF_8));
            out.write(content);
            out.flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!answer.startsWith("HTTP/1.1 2")) {
                throw new IOException(method + " " + path + ": " + answer);
            }
        }
    }

    private boolean show(int page) {
        return CompletableFuture.supplyAsync(() -> window.showPage(page), Platform::runLater)
                .join();
    }
}
