package dev.culvert.engine.netty;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An upstream that answers every request with its own head and body, and keeps its connections. One who asks for a WebSocket has
 * every byte sent back.
 */
final class HttpServer implements AutoCloseable {

    final PeerServer server;
    final List<String> heads = new CopyOnWriteArrayList<>();
    final List<Peer> peers = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();
    final AtomicInteger ended = new AtomicInteger();

    /** How many of them nobody reads any more, however they ended. */
    final AtomicInteger left = new AtomicInteger();

    HttpServer() throws IOException {
        this("");
    }

    /** With a name that stands in front of each body. */
    HttpServer(String name) throws IOException {
        server = new PeerServer().serve(peer -> {
            peers.add(peer);
            connections.incrementAndGet();
            try {
                answer(peer, name);
                ended.incrementAndGet();
            } finally {
                left.incrementAndGet();
            }
        });
    }

    private void answer(Peer peer, String name) throws IOException {
        var http = new HttpPeer(peer);
        for (String head = http.head(); !head.isEmpty(); head = http.head()) {
            heads.add(head);
            if (HttpPeer.header(head, "upgrade").equals("websocket")) {
                http.send("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
                peer.socket().getInputStream().transferTo(peer.socket().getOutputStream());
                peer.finish();
                break;
            }
            String length = HttpPeer.header(head, "content-length");
            String body = length.isEmpty() ? "" : http.receive(Integer.parseInt(length));
            String told = name + head.lines().findFirst().orElseThrow() + body;
            boolean isHead = head.startsWith("HEAD ");
            http.send("HTTP/1.1 200 Fine\r\nServer: test\r\nContent-Length: " + told.length() + "\r\n\r\n"
                    + (isHead ? "" : told));
        }
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
