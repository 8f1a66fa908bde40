package dev.culvert.events.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntBiFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** An HTTP server that keeps what it is sent, and can be told to fail or to die. */
final class Receiver implements AutoCloseable {

    /** What it was sent and took. */
    record Taken(String body, HttpExchange exchange) {

        String header(String name) {
            return String.valueOf(exchange.getRequestHeaders().getFirst(name));
        }
    }

    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final ToIntBiFunction<Integer, String> status;
    private final int port;
    private final AtomicInteger requests = new AtomicInteger();
    private @Nullable HttpServer server;

    /**
     * A server that lives.
     *
     * @param status what the request with that number is answered with
     */
    Receiver(ToIntFunction<Integer> status) {
        this((number, body) -> status.applyAsInt(number));
    }

    /**
     * A server that lives.
     *
     * @param status what a request is answered with, by its number and body
     */
    Receiver(ToIntBiFunction<Integer, String> status) {
        this.status = status;
        this.port = rise(0);
    }

    String url() {
        return "http://127.0.0.1:" + port + "/hook";
    }

    List<Taken> taken() {
        return taken;
    }

    int requests() {
        return requests.get();
    }

    /** Listens again where it did. */
    void rise() {
        int unused = rise(port);
    }

    private int rise(int where) {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), where), 50);
            made.createContext("/", this::answer);
            made.start();
            server = made;
            return made.getAddress().getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int code = status.applyAsInt(requests.getAndIncrement(), body);
        if (code == 200) {
            taken.add(new Taken(body, exchange));
        }
        if (code == 429) {
            exchange.getResponseHeaders().set("Retry-After", "1");
        }
        exchange.sendResponseHeaders(code, -1);
        exchange.close();
    }

    /** Listens no more, and ends its connections. */
    void die() {
        HttpServer running = server;
        server = null;
        if (running != null) {
            running.stop(0);
        }
    }

    @Override
    public void close() {
        die();
    }
}
