package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.model.CloseReason;
import dev.culvert.model.EndpointId;
import dev.culvert.model.HttpExchange;
import java.io.IOException;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests that policies hand to internal endpoints. */
@ExtendWith(LeakGuard.class)
class HttpInternalTest {

    private static final EndpointId API = new EndpointId("ep_api");

    private static String to(String path, String name, String onError) {
        String condition = path.equals("/") ? "" : "expressions: ['req.url.path.startsWith(\"" + path + "\")'], ";
        return "{" + condition + "actions: [{type: forward-internal, config: {url: 'tcp://" + name
                + ".internal:5432', on_error: " + onError + "}}]}";
    }

    private static String rules(String... rules) {
        return "on_http_request: [" + String.join(", ", rules) + "]";
    }

    private static final String TEAPOT = "{actions: [{type: custom-response, config: {status_code: 418}}]}";

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n";
    }

    @OnEachRelay
    void eachRequestGoesItsOwnWay(RelayMode mode) throws IOException {
        try (var own = new HttpServer("own ");
                var api = new HttpServer("api ");
                var web = new HttpServer("web ");
                var rig = new Rig(mode)
                        .listen(Policed.open(own.port())
                                .by(rules(to("/api", "api", "halt"), to("/web", "web", "halt"))))) {
            rig.start(Policed.internal("api", api.port()).by(""));
            rig.start(Policed.internal("web", web.port()).by(""));
            try (var client = new HttpPeer(rig.connect())) {
                for (String way : new String[] {"api", "api", "web", "own", "api", "own", "own"}) {
                    assertThat(client.send(get("/" + way)).answer().body()).startsWith(way + " GET /" + way);
                }
                assertThat(api.connections).hasValue(1);
                client.peer().finish().expectEnd();
            }
            rig.expectClosed(CloseReason.CLIENT_CLOSED);
            assertThat(rig.engine.traffic(API).open()).isZero();
            assertThat(rig.engine.traffic(API).accepted()).isEqualTo(2);
            assertThat(rig.engine.traffic(API).bytesIn())
                    .isGreaterThanOrEqualTo(2L * get("/api").length());
            HttpExchange first = rig.exchanges.element();
            assertThat(first.decision().handedTo()).containsExactly("tcp://api.internal:5432");
            assertThat(first.decision().decidedBy()).isEqualTo("rule 1: forward-internal");
            assertThat(first.upstream()).hasToString("127.0.0.1:" + api.port());
        }
    }

    @OnEachRelay
    void theTargetsPolicyAnswersToo(RelayMode mode) throws IOException {
        String adds = "on_http_response: [{actions: [{type: add-headers, config: {headers: {x-outer: '1'}}}]}]";
        try (var rig =
                new Rig(mode).listen(Policed.open(0).by("{" + rules(to("/", "api", "halt")) + ", " + adds + "}"))) {
            rig.start(Policed.internal("api", 0).by(rules(TEAPOT)));
            try (var client = new HttpPeer(rig.connect())) {
                HttpPeer.Answer answer = client.send(get("/")).answer();
                assertThat(answer.status()).isEqualTo(418);
                assertThat(answer.header("x-outer")).isEqualTo("1");
            }
        }
    }

    @OnEachRelay
    void theTargetMayRefuseTheConnection(RelayMode mode) throws IOException {
        try (var rig = new Rig(mode).listen(Policed.open(0).by(rules(to("/", "api", "halt"))))) {
            rig.start(Policed.internal("api", 1).by("on_tcp_connect: [{actions: [{type: deny}]}]"));
            try (var client = new HttpPeer(rig.connect())) {
                client.send(get("/")).peer().expectEnd();
            }
            rig.expectClosed(CloseReason.DENIED);
            assertThat(rig.exchanges).singleElement().matches(e -> e.status() == 0);
        }
    }

    @OnEachRelay
    void thePolicyGoesOnWhereTheTargetIsNotThere(RelayMode mode) throws IOException {
        int nobody;
        try (var closed = new PeerServer()) {
            nobody = closed.port();
        }
        try (var rig = new Rig(mode)
                .listen(Policed.open(0)
                        .by(rules(
                                to("/gone", "gone", "continue"),
                                to("/down", "down", "continue"),
                                to("/halt", "gone", "halt"),
                                TEAPOT)))) {
            rig.start(Policed.internal("down", nobody).by(""));
            try (var client = new HttpPeer(rig.connect())) {
                assertThat(client.send(get("/gone")).answer().status()).isEqualTo(418);
                assertThat(client.send("POST /down HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody")
                                .answer()
                                .status())
                        .isEqualTo(418);
                assertThat(client.send(get("/halt")).answer().status()).isEqualTo(502);
            }
            await().until(() -> rig.exchanges.size() == 3);
        }
    }

    @OnEachRelay
    void aBodyIsNotLostOnTheWayToAnother(RelayMode mode) throws IOException {
        int nobody;
        try (var closed = new PeerServer()) {
            nobody = closed.port();
        }
        try (var web = new HttpServer("web ");
                var rig = new Rig(mode)
                        .listen(Policed.open(0).by(rules(to("/", "down", "continue"), to("/", "web", "halt"))))) {
            rig.start(Policed.internal("down", nobody).by(""));
            rig.start(Policed.internal("web", web.port()).by(""));
            try (var client = new HttpPeer(rig.connect())) {
                client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody");
                assertThat(client.answer().body()).isEqualTo("web POST / HTTP/1.1body");
            }
            await().until(() -> rig.engine.traffic(new EndpointId("ep_down")).open() == 0);
            assertThat(rig.engine.traffic(new EndpointId("ep_down")).accepted()).isEqualTo(1);
        }
    }

    @OnEachRelay
    void aCircleEnds(RelayMode mode) throws IOException {
        try (var rig = new Rig(mode).listen(Policed.open(0).by(rules(to("/", "a", "halt"))))) {
            rig.start(Policed.internal("a", 0).by(rules(to("/", "b", "halt"))));
            rig.start(Policed.internal("b", 0).by(rules(to("/", "a", "halt"))));
            try (var client = new HttpPeer(rig.connect())) {
                assertThat(client.send(get("/")).answer().status()).isEqualTo(502);
            }
        }
    }
}
