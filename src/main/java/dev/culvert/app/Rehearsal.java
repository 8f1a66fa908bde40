package dev.culvert.app;

import dev.culvert.cli.CommandLineFace;
import dev.culvert.ui.frame.MainWindow;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;

/**
 * A walk through the program, for which packaging/image.sh asks: an endpoint, a connection, the commands of every day and each
 * page. The JVM watches it and writes the ahead-of-time cache that the packages start from.
 */
final class Rehearsal {

    private static final long LOOK_MILLIS = 700;
    private static final int GREETING = 42;

    private final GatewayProcess process;
    private final MainWindow window;

    private Rehearsal(GatewayProcess process, MainWindow window) {
        this.process = process;
        this.window = window;
    }

    static boolean isWanted() {
        return Boolean.getBoolean("culvert.rehearsal");
    }

    /** Walks, in a thread of its own; a walk that fails ends the process with an error, so that no package is made of it. */
    static void begin(GatewayProcess process, MainWindow window, Runnable done) {
        Threads.named("rehearsal")
                .newThread(() -> {
                    try {
                        new Rehearsal(process, window).walk();
                        done.run();
                    } catch (Exception e) {
                        Threads.log(Thread.currentThread(), e);
                        Runtime.getRuntime().halt(1);
                    }
                })
                .start();
    }

    private void walk() throws Exception {
        int port = freePort();
        try (var upstream = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            command(
                    "api",
                    "endpoints",
                    "create",
                    "--type",
                    "agent",
                    "--name",
                    "rehearsal",
                    "--url",
                    "tcp://localhost:" + port,
                    "--upstream-url",
                    "127.0.0.1:" + upstream.getLocalPort(),
                    "--traffic-policy",
                    "{on_tcp_connect: [{expressions: [\"conn.client_ip == '192.0.2.1'\"], actions: [{type: deny}]}]}");
            connect(port, upstream);
            command("api", "endpoints", "list");
            command("connections", "--closed");
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

    private void command(String... words) throws IOException {
        var said = new StringWriter();
        var writer = new PrintWriter(said, true);
        String[] all = new String[words.length + 2];
        System.arraycopy(words, 0, all, 2, words.length);
        all[0] = "--data-dir";
        all[1] = process.dataDirectory().toString();
        if (CommandLineFace.run(new Launch(), Version.current(), writer, writer, all) != 0) {
            throw new IOException(String.join(" ", words) + ": " + said);
        }
    }

    private boolean show(int page) {
        return CompletableFuture.supplyAsync(() -> window.showPage(page), Platform::runLater)
                .join();
    }
}
