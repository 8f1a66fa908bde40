package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.engine.Traffic;
import dev.culvert.engine.netty.http.HttpLimits;
import dev.culvert.model.EndpointId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Internal endpoints {@code t0}, {@code t1} and so on, whose requests begin with their names, and a client. Another,
 * {@code teapot}, answers by its policy.
 */
final class HttpTargets implements AutoCloseable {

    final Rig rig;
    final List<HttpServer> servers = new ArrayList<>();
    final HttpPeer client;

    HttpTargets(RelayMode mode, HttpLimits limits, int count) throws IOException {
        rig = Rig.of(mode, limits);
        List<String> rules = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            var server = new HttpServer("t" + i + " ");
            servers.add(server);
            rig.start(Policed.internal("t" + i, server.port()).by(""));
            rules.add(forward("t" + i));
        }
        rig.start(Policed.internal("teapot", 0)
                .by("on_http_request: [{actions: [{type: custom-response, config: {status_code: 418}}]}]"));
        rules.add(forward("teapot"));
        rig.listen(Policed.open(servers.getFirst().port()).by("on_http_request: [" + String.join(", ", rules) + "]"));
        client = new HttpPeer(rig.connect());
    }

    private static String forward(String name) {
        return "{expressions: ['req.url.path == \"/" + name + "\"'], actions: [{type: forward-internal, "
                + "config: {url: 'tcp://" + name + ".internal:5432'}}]}";
    }

    void ask(int... targets) throws IOException {
        for (int target : targets) {
            client.send("GET /t" + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.answer().body()).isEqualTo("t" + target + " GET /t" + target + " HTTP/1.1");
        }
    }

    /** A request that is not sent twice. */
    void post(int target) throws IOException {
        client.send("POST /t" + target + " HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody");
        assertThat(client.answer().body()).isEqualTo("t" + target + " POST /t" + target + " HTTP/1.1body");
    }

    Traffic traffic(int target) {
        return rig.engine.traffic(new EndpointId("ep_t" + target));
    }

    void awaitEnds(int target, int ends) {
        await().until(() -> servers.get(target).ended.get() == ends);
    }

    @Override
    public void close() throws IOException {
        client.close();
        rig.close();
        for (HttpServer server : servers) {
            server.close();
        }
    }
}
