package dev.culvert.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.api.HttpCaller.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /reserved_addrs} as ngrok's clients call it, and every error it gives. */
class ReservedAddrsTest {

    private static final String UNKNOWN = "/reserved_addrs/ra_2NPQ2yXQzGQ3kLOXFHDpYXlVpX7";

    @TempDir
    Path directory;

    private TestGateway gateway;
    private HttpCaller caller;

    @BeforeEach
    void start() {
        gateway = new TestGateway(directory);
        caller = new HttpCaller(gateway);
    }

    @AfterEach
    void stop() {
        caller.close();
        gateway.close();
    }

    @Test
    void aReservedAddressHasNgroksFields() {
        Instant before = Instant.now();
        Reply made = reserve("{\"description\": \"for the shop\", \"metadata\": \"{}\", \"region\": \"eu\"}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("/id")).matches("ra_[0-9A-Za-z]{27}");
        assertThat(made.text("/uri")).isEqualTo(gateway.server().uri() + "/reserved_addrs/" + made.text("/id"));
        assertThat(Instant.parse(made.text("/created_at"))).isAfter(before.minusSeconds(1));
        assertThat(made.text("/description")).isEqualTo("for the shop");
        assertThat(made.text("/metadata")).isEqualTo("{}");
        assertThat(made.text("/region")).isEqualTo("eu");
        assertThat(made.json().path("endpoint_configuration").isNull()).isTrue();
        int port = made.json().path("port").asInt();
        assertThat(port).isBetween(20_000, 29_999);
        assertThat(made.text("/addr")).isEqualTo("localhost:" + port);
        assertThat(made.text("/ingress/name")).isEqualTo("local");
        assertThat(caller.call("GET", "/reserved_addrs/" + made.text("/id")).json())
                .isEqualTo(made.json());
    }

    @ParameterizedTest
    @ValueSource(strings = {"us", "eu", "ap", "au", "sa", "jp", "in", "us-cal-1", "", "local"})
    void ngroksRegionsAreServedByTheDefaultIngress(String region) {
        Reply made = reserve("{\"region\": \"" + region + "\"}");
        assertThat(made.text("/ingress/name")).isEqualTo("local");
        assertThat(made.text("/region")).isEqualTo(region.isEmpty() ? "local" : region);
    }

    @Test
    void thePortMayBeChosen() {
        int port = free();
        Reply made = reserve("{\"port\": " + port + ", \"description\": null}");
        assertThat(made.text("/addr")).isEqualTo("localhost:" + port);
        int other = free();
        assertThat(reserve("{\"addr\": \"127.0.0.1:" + other + "\"}").text("/addr"))
                .isEqualTo("localhost:" + other);
        assertThat(reserve("{\"region\": \"lan\", \"port\": \"" + free() + "\"}")
                        .text("/ingress/name"))
                .isEqualTo("lan");
    }

    @Test
    void theListIsPagedWithTheNewestFirst() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.addFirst(reserve("{}").text("/id"));
        }
        List<String> found = new ArrayList<>();
        String next = "/reserved_addrs?limit=2";
        int pages = 0;
        while (!next.isEmpty()) {
            Reply page = caller.call("GET", next);
            page.json()
                    .path("reserved_addrs")
                    .forEach(a -> found.add(a.path("id").asString()));
            assertThat(page.text("/uri")).isEqualTo(gateway.server().uri() + "/reserved_addrs");
            next = page.text("/next_page_uri").replace(gateway.server().uri().toString(), "");
            pages++;
        }
        assertThat(found).isEqualTo(ids);
        assertThat(pages).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "obj.region == \"eu\", eu",
        "obj.addr == \"ADDR\", local",
        "obj.description == \"two\", eu",
        "obj.metadata == \"m\", local",
        "obj.id in [\"ID\"], eu",
        "obj.created_at > timestamp(\"2020-01-31T09:00:00Z\") && obj.region != \"eu\", local",
    })
    void theListIsFiltered(String filter, String region) {
        Reply one = reserve("{\"description\": \"one\", \"metadata\": \"m\"}");
        Reply two = reserve("{\"description\": \"two\", \"region\": \"eu\"}");
        String written = filter.replace("ADDR", one.text("/addr")).replace("ID", two.text("/id"));
        Reply found =
                caller.call("GET", "/reserved_addrs?filter=" + URLEncoder.encode(written, StandardCharsets.UTF_8));
        assertThat(found.json().path("reserved_addrs").findValuesAsString("region"))
                .containsExactly(region);
        assertThat(caller.call("GET", "/reserved_addrs?filter=obj.port").code()).isEqualTo("ERR_NGROK_250");
    }

    @Test
    void theTextsAreChangedAndTheRestStays() {
        Reply made = reserve("{\"description\": \"a\", \"metadata\": \"b\"}");
        String path = "/reserved_addrs/" + made.text("/id");
        Reply changed = caller.call(
                "PATCH", path, "{\"id\": \"" + made.text("/id") + "\", \"description\": \"c\", \"metadata\": null}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("/description")).isEqualTo("c");
        assertThat(changed.text("/metadata")).isEqualTo("b");
        assertThat(changed.text("/addr")).isEqualTo(made.text("/addr"));
    }

    @Test
    void anAddressThatIsUsedNamesItsUserAndIsNotReleased() {
        Reply made = reserve("{}");
        String path = "/reserved_addrs/" + made.text("/id");
        Reply endpoint = caller.call(
                "POST",
                "/endpoints",
                "{\"name\": \"shop\", \"upstream_url\": \"5432\", \"url\": \"tcp://" + made.text("/addr") + "\"}");
        assertThat(endpoint.text("/tcp_addr/id")).isEqualTo(made.text("/id"));
        assertThat(endpoint.text("/tcp_addr/uri")).isEqualTo(made.text("/uri"));
        assertThat(caller.call("GET", path).text("/endpoints/0/id")).isEqualTo(endpoint.text("/id"));

        Reply refused = caller.call("DELETE", path);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("ERR_CULVERT_409");
        assertThat(refused.message()).contains("'shop'", made.text("/addr"));

        assertThat(caller.call("DELETE", "/endpoints/" + endpoint.text("/id")).status())
                .isEqualTo(204);
        assertThat(caller.call("DELETE", path).status()).isEqualTo(204);
        assertThat(caller.call("GET", path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"region\": \"moon\"}                              | ERR_NGROK_500  | region",
                "{\"port\": \"x\"}                                   | ERR_NGROK_215  | port",
                "{\"port\": 0}                                       | ERR_NGROK_215  | port",
                "{\"port\": 65536}                                   | ERR_NGROK_215  | port",
                "{\"port\": true}                                    | ERR_NGROK_215  | port",
                "{\"ports\": 1}                                      | ERR_NGROK_214  | ports",
                "{\"addr\": \"localhost\"}                           | ERR_NGROK_4500 | addr",
                "{\"addr\": \"localhost:http\"}                      | ERR_NGROK_4501 | addr",
                "{\"addr\": \"elsewhere.example:80\"}                | ERR_NGROK_4504 | addr",
                "{\"addr\": \"localhost:24001\", \"region\": \"lan\"} | ERR_NGROK_215 | addr",
                "{\"addr\": \"localhost:24001\", \"port\": 24002}    | ERR_NGROK_215  | addr"
            })
    void aFieldThatIsWrong(String body, String code, String field) {
        Reply reply = reserve(body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.text("/details/field")).isEqualTo(field);
        assertThat(gateway.gateway().addresses().all()).isEmpty();
    }

    @Test
    void textsThatAreTooLongAndChangesOfNothing() {
        String words = "{\"description\": \"" + "x".repeat(256) + "\"}";
        String data = "{\"metadata\": \"" + "x".repeat(4097) + "\"}";
        String path = "/reserved_addrs/" + reserve("{}").text("/id");
        assertThat(reserve(words).code()).isEqualTo("ERR_NGROK_504");
        assertThat(reserve(data).code()).isEqualTo("ERR_NGROK_505");
        assertThat(caller.call("PATCH", path, words).code()).isEqualTo("ERR_NGROK_504");
        assertThat(caller.call("PATCH", path, data).code()).isEqualTo("ERR_NGROK_505");
        assertThat(caller.call("PATCH", path, "{}").code()).isEqualTo("ERR_NGROK_506");
        assertThat(caller.call("PATCH", path, "{\"region\": \"eu\"}").code()).isEqualTo("ERR_NGROK_214");
    }

    @Test
    void aPortThatSomebodyHas() throws IOException {
        Reply made = reserve("{}");
        Reply again = reserve("{\"port\": " + made.json().path("port").asInt() + "}");
        assertThat(again.code()).isEqualTo("ERR_NGROK_503");
        assertThat(again.message()).contains(made.text("/addr"), "reserved already");
        assertThat(reserve("{\"region\": \"lan\", \"port\": "
                                + made.json().path("port").asInt() + "}")
                        .code())
                .isEqualTo("ERR_NGROK_503");
        try (var other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Reply used = reserve("{\"port\": " + other.getLocalPort() + "}");
            assertThat(used.code()).isEqualTo("ERR_NGROK_503");
            assertThat(used.message()).contains("in use by another program");
        }
    }

    @Test
    void nothingWithThatId() {
        assertThat(caller.call("GET", UNKNOWN).code()).isEqualTo("ERR_NGROK_222");
        assertThat(caller.call("PATCH", UNKNOWN, "{\"description\": \"x\"}").status())
                .isEqualTo(404);
        assertThat(caller.call("DELETE", UNKNOWN).status()).isEqualTo(404);
        assertThat(caller.call("GET", "/reserved_addrs?before_id=ep_1").code()).isEqualTo("ERR_NGROK_227");
        assertThat(caller.call("GET", "/reserved_addrs?limit=x").code()).isEqualTo("ERR_NGROK_233");
        assertThat(caller.call("GET", "/reserved_addrs?limit=101").code()).isEqualTo("ERR_NGROK_244");
        assertThat(caller.call("GET", "/reserved_addrs?ports=1").code()).isEqualTo("ERR_NGROK_231");
    }

    @Test
    void aRangeWithoutAFreePort() {
        caller.call("POST", "/ingresses", """
                {"name": "narrow", "bind_addresses": ["127.0.0.1"], "host": "narrow.example.com", "port_range": "%d"}
                """.formatted(free()));
        assertThat(reserve("{\"region\": \"narrow\"}").status()).isEqualTo(201);
        Reply none = reserve("{\"region\": \"narrow\"}");
        assertThat(none.status()).isEqualTo(400);
        assertThat(none.code()).isEqualTo("ERR_NGROK_503");
        assertThat(none.text("/details/field")).isEqualTo("region");
    }

    private Reply reserve(String body) {
        return caller.call("POST", "/reserved_addrs", body);
    }

    private static int free() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
