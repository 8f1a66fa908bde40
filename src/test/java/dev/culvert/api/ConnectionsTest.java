package dev.culvert.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.api.HttpCaller.Reply;
import dev.culvert.engine.FakeConnection;
import dev.culvert.model.Ending;
import dev.culvert.model.EndpointDraft;
import dev.culvert.model.EndpointField;
import dev.culvert.model.EndpointStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionsTest {

    @TempDir
    Path directory;

    private TestGateway gateway;
    private HttpCaller caller;
    private EndpointStatus db;
    private EndpointStatus web;

    @BeforeEach
    void start() {
        gateway = new TestGateway(directory);
        caller = new HttpCaller(gateway);
        db = endpoint("db", "5432");
        web = endpoint("web", "80");
    }

    private EndpointStatus endpoint(String name, String upstream) {
        EndpointDraft draft =
                EndpointDraft.empty().with(EndpointField.NAME, name).with(EndpointField.UPSTREAM, upstream);
        return gateway.gateway().create(draft, false).join();
    }

    @AfterEach
    void stop() {
        caller.close();
        gateway.close();
    }

    private List<String> ids(String query) {
        Reply reply = caller.call("GET", "/connections" + query);
        assertThat(reply.status()).as(reply.response().body()).isEqualTo(200);
        List<String> ids = new ArrayList<>();
        reply.json()
                .at("/connections")
                .forEach(c -> ids.add(c.path("id").asString().replaceFirst("cn_0*", "")));
        return ids;
    }

    @Test
    void anOpenConnection() {
        gateway.engine().add(FakeConnection.to(db, 7).move(11, 13));

        Reply reply = caller.call("GET", "/connections/cn_0000000000007");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("/id")).isEqualTo("cn_0000000000007");
        assertThat(reply.text("/uri")).isEqualTo(gateway.server().uri() + "/connections/cn_0000000000007");
        assertThat(reply.text("/endpoint/id")).isEqualTo(db.id().value());
        assertThat(reply.text("/endpoint/name")).isEqualTo("db");
        assertThat(reply.text("/endpoint/url")).isEqualTo(db.endpoint().url().toString());
        assertThat(reply.text("/client_ip")).isEqualTo("192.0.2.7");
        assertThat(reply.json().at("/client_port").asInt()).isEqualTo(7);
        assertThat(reply.text("/server_ip")).isEqualTo("127.0.0.1");
        assertThat(reply.json().at("/server_port").asInt())
                .isEqualTo(db.endpoint().url().port());
        assertThat(reply.text("/upstream")).isEqualTo("tcp://localhost:5432");
        assertThat(reply.text("/state")).isEqualTo("open");
        assertThat(reply.text("/start_ts")).endsWith("Z");
        assertThat(reply.json().at("/duration_ms").isIntegralNumber()).isTrue();
        assertThat(reply.json().at("/connect_ms").asInt()).isEqualTo(3);
        assertThat(reply.json().at("/bytes_in").asInt()).isEqualTo(11);
        assertThat(reply.json().at("/bytes_out").asInt()).isEqualTo(13);
        assertThat(reply.json().at("/client_idle_ms").asInt()).isEqualTo(2000);
        assertThat(reply.json().at("/server_idle_ms").asInt()).isEqualTo(1000);
        assertThat(reply.json().has("end_ts")).isFalse();
        assertThat(reply.json().has("close_reason")).isFalse();
        assertThat(caller.call("GET", "/connections").text("/connections/0/id")).isEqualTo("cn_0000000000007");
    }

    @Test
    void aKilledConnectionIsHistory() {
        gateway.engine().add(FakeConnection.to(db, 7).move(11, 13));

        assertThat(caller.call("DELETE", "/connections/cn_0000000000007").status())
                .isEqualTo(204);
        gateway.awaitHistory(1);

        assertThat(ids("")).isEmpty();
        assertThat(ids("?state=closed")).containsExactly("7");
        Reply reply = caller.call("GET", "/connections/cn_0000000000007");
        assertThat(reply.text("/state")).isEqualTo("closed");
        assertThat(reply.text("/close_reason")).isEqualTo("killed");
        assertThat(reply.text("/error")).isEqualTo("killed by a test");
        assertThat(reply.text("/end_ts")).endsWith("Z");
        assertThat(reply.json().at("/duration_ms").asInt()).isEqualTo(1500);
        assertThat(reply.json().at("/bytes_out").asInt()).isEqualTo(13);
        assertThat(reply.json().has("client_idle_ms")).isFalse();

        Reply again = caller.call("DELETE", "/connections/cn_0000000000007");
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.code()).isEqualTo("ERR_NGROK_222");
    }

    @ParameterizedTest
    @CsvSource({"GET, cn_0000000000009", "DELETE, cn_0000000000009", "GET, x", "DELETE, cn_-1", "GET, ep_1"})
    void whatDoesNotExist(String method, String id) {
        Reply reply = caller.call(method, "/connections/" + id);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.code()).isEqualTo("ERR_NGROK_222");
        assertThat(reply.message()).contains(id);
    }

    @Test
    void openOnesAreFilteredAndPaged() {
        for (int i = 1; i <= 4; i++) {
            gateway.engine().add(FakeConnection.to(i % 2 == 0 ? db : web, i));
        }

        assertThat(ids("")).containsExactly("4", "3", "2", "1");
        assertThat(ids("?endpoint=db")).containsExactly("4", "2");
        assertThat(ids("?endpoint=" + web.id())).containsExactly("3", "1");
        assertThat(ids("?endpoint=none")).isEmpty();
        assertThat(ids("?text=192.0.2.7:3")).containsExactly("3");
        assertThat(ids("?text=LOCALHOST:5432")).containsExactly("4", "2");
        assertThat(ids("?limit=2&before_id=cn_0000000000004")).containsExactly("3", "2");
        checkPages("?endpoint=db&text=192.0.2&limit=1", "4", "2");
    }

    @Test
    void closedOnesAreFilteredAndPaged() {
        for (int i = 1; i <= 4; i++) {
            gateway.engine().close(gateway.engine().add(FakeConnection.to(i % 2 == 0 ? db : web, i)));
        }
        gateway.awaitHistory(4);

        assertThat(ids("?state=closed")).containsExactly("4", "3", "2", "1");
        assertThat(ids("?state=closed&endpoint=db")).containsExactly("4", "2");
        assertThat(ids("?state=closed&endpoint=" + web.id())).containsExactly("3", "1");
        assertThat(ids("?state=closed&text=client_closed")).hasSize(4);
        assertThat(ids("?state=closed&text=killed")).isEmpty();
        checkPages("?state=closed&endpoint=db&limit=1", "4", "2");

        gateway.gateway().delete(db.id(), Ending.CLOSE).join();
        assertThat(ids("?state=closed&endpoint=db")).containsExactly("4", "2");
        assertThat(ids("?state=closed&endpoint=db&limit=1")).containsExactly("4");
        assertThat(ids("?state=closed&endpoint=db&text=web")).isEmpty();
        assertThat(ids("?state=closed&endpoint=" + db.id())).containsExactly("4", "2");
    }

    private void checkPages(String query, String first, String second) {
        Reply page = caller.call("GET", "/connections" + query);
        assertThat(page.text("/connections/0/id")).endsWith(first);
        String next = page.text("/next_page_uri");
        assertThat(next).startsWith(gateway.server().uri() + "/connections?");

        Reply last = caller.call("GET", next);
        assertThat(last.text("/connections/0/id")).endsWith(second);
        assertThat(last.json().at("/next_page_uri").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/connections?state=ajar, ERR_NGROK_215, state",
        "/connections?limit=x, ERR_NGROK_233, limit",
        "/connections?limit=1000, ERR_NGROK_244, limit",
        "/connections?before_id=ep_1, ERR_NGROK_227, before_id",
        "/connections?client=x, ERR_NGROK_231, client",
        "/connections/cn_0000000000001?x=y, ERR_NGROK_231, x"
    })
    void parametersThatAreWrong(String path, String code, String parameter) {
        Reply reply = caller.call("GET", path);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.text("/details/field")).isEqualTo(parameter);
    }
}
