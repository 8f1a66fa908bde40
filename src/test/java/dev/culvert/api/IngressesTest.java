package dev.culvert.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.api.HttpCaller.Reply;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /ingresses}: what it does to those who live there, and every error it gives. */
class IngressesTest {

    private static final String OFFICE = """
            {"name": "office", "bind_addresses": ["127.0.0.1", "::1"], "host": "TCP.Office.example",
             "port_range": "21000-21009"}
            """;

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
    void twoAreThereFromTheStart() {
        Reply list = caller.call("GET", "/ingresses");
        assertThat(list.json().path("ingresses").findValuesAsString("name")).containsExactly("lan", "local");
        Reply local = caller.call("GET", "/ingresses/local");
        assertThat(local.text("/host")).isEqualTo("localhost");
        assertThat(local.text("/port_range")).isEqualTo("20000-29999");
        assertThat(local.json().path("built_in").asBoolean()).isTrue();
        assertThat(local.text("/state/status")).isEqualTo("usable");
        assertThat(caller.call("GET", "/ingresses/" + local.text("/id")).json()).isEqualTo(local.json());
        assertThat(caller.call(
                                "GET",
                                "/ingresses?limit=1&before_id="
                                        + caller.call("GET", "/ingresses/lan").text("/id"))
                        .text("/ingresses/0/name"))
                .isEqualTo("local");
    }

    @Test
    void anOwnOneIsKeptAndCarriesEndpoints() {
        Reply made = caller.call("POST", "/ingresses", OFFICE);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("/id")).matches("ing_[0-9A-Za-z]{27}");
        assertThat(made.text("/host")).isEqualTo("tcp.office.example");
        assertThat(made.text("/bind_addresses/1")).isEqualTo("0:0:0:0:0:0:0:1");
        assertThat(made.json().path("built_in").asBoolean(true)).isFalse();

        Reply address = caller.call("POST", "/reserved_addrs", "{\"region\": \"office\"}");
        assertThat(address.json().path("port").asInt()).isBetween(21_000, 21_009);
        assertThat(address.text("/addr")).startsWith("tcp.office.example:");
        Reply endpoint = endpoint("shop", "tcp://tcp.office.example:21500");
        assertThat(endpoint.text("/region")).isEqualTo("office");
        assertThat(gateway.engine().served())
                .singleElement()
                .satisfies(s -> assertThat(s.bind()).hasSize(2));

        stop();
        start();
        assertThat(caller.call("GET", "/ingresses/office").json()).isNotNull();
        assertThat(caller.call("GET", "/ingresses/office").text("/id")).isEqualTo(made.text("/id"));
        assertThat(gateway.engine().served()).hasSize(1);
    }

    @Test
    void anEditTakesItsEndpointsAlong() {
        String id = caller.call("POST", "/ingresses", OFFICE).text("/id");
        Reply endpoint = endpoint("shop", "tcp://tcp.office.example:21500");
        Reply changed = caller.call(
                "PATCH",
                "/ingresses/office",
                "{\"name\": \"hq\", \"host\": \"hq.example\", \"bind_addresses\": \"127.0.0.1\", \"port_range\": null}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("/id")).isEqualTo(id);
        assertThat(changed.text("/port_range")).isEqualTo("21000-21009");
        Reply after = caller.call("GET", "/endpoints/" + endpoint.text("/id"));
        assertThat(after.text("/url")).isEqualTo("tcp://hq.example:21500");
        assertThat(after.text("/state/status")).isEqualTo("online");
        assertThat(after.text("/tcp_addr/id")).isEqualTo(endpoint.text("/tcp_addr/id"));
        assertThat(caller.call("GET", "/reserved_addrs").text("/reserved_addrs/0/addr"))
                .isEqualTo("hq.example:21500");
        assertThat(gateway.engine().served())
                .singleElement()
                .satisfies(s -> assertThat(s.bind()).hasSize(1));
    }

    @Test
    void anAddressThatThisMachineLacksIsAState() {
        Reply made = caller.call(
                "POST",
                "/ingresses",
                "{\"name\": \"far\", \"bind_addresses\": [\"192.0.2.77\"], \"host\": \"far.example\"}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("/state/status")).isEqualTo("unusable");
        assertThat(made.text("/state/reason")).isEqualTo("192.0.2.77 is not an address of this machine now.");
    }

    @Test
    void oneInUseNamesItsUsersAndStays() {
        caller.call("POST", "/ingresses", OFFICE);
        Reply endpoint = endpoint("shop", "tcp://tcp.office.example:21500");
        caller.call("POST", "/custom_domains", "{\"name\": \"tcp.shop.invalid\", \"region\": \"office\"}");
        Reply refused = caller.call("DELETE", "/ingresses/office");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("ERR_CULVERT_409");
        assertThat(refused.message())
                .contains("the endpoint 'shop'", "the address tcp.office.example:21500", "'tcp.shop.invalid'");

        caller.call("DELETE", "/endpoints/" + endpoint.text("/id"));
        caller.call("DELETE", "/reserved_addrs/" + endpoint.text("/tcp_addr/id"));
        caller.call(
                "DELETE",
                "/custom_domains/" + caller.call("GET", "/custom_domains").text("/custom_domains/0/id"));
        assertThat(caller.call("DELETE", "/ingresses/office").status()).isEqualTo(204);
        assertThat(caller.call("GET", "/ingresses/office").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"bind_addresses\": [\"127.0.0.1\"], \"host\": \"a.example\"}               | 215 | name",
                "{\"name\": \"Big One\", \"bind_addresses\": [\"127.0.0.1\"]}                 | 215 | name",
                "{\"name\": \"lan\", \"bind_addresses\": [\"127.0.0.1\"], \"host\": \"a.example\"} | 215 | name",
                "{\"name\": \"eu\", \"bind_addresses\": [\"127.0.0.1\"], \"host\": \"a.example\"}  | 215 | name",
                "{\"name\": \"a\", \"host\": \"a.example\"}                                   | 215 | bind_addresses",
                "{\"name\": \"a\", \"bind_addresses\": [\"box\"], \"host\": \"a.example\"}    | 215 | bind_addresses",
                "{\"name\": \"a\", \"bind_addresses\": [7], \"host\": \"a.example\"}          | 215 | bind_addresses",
                "{\"name\": \"a\", \"bind_addresses\": [\"0.0.0.0\"]}                         | 215 | host",
                "{\"name\": \"a\", \"bind_addresses\": [\"127.0.0.1\"]}                       | 215 | host",
                "{\"name\": \"a\", \"bind_addresses\": [\"127.0.0.1\"], \"host\": \"localhost\"} | 215 | host",
                "{\"name\": \"a\", \"bind_addresses\": [\"127.0.0.1\"], \"host\": \"0.0.0.0\"} | 215 | host",
                "{\"name\": \"a\", \"bind_addresses\": [\"127.0.0.1\"], \"host\": \"999.1.1.1\"} | 215 | host",
                "{\"name\": \"a\", \"bind_addresses\": [\"127.0.0.1\"], \"host\": \"*.a.example\"} | 215 | host",
                "{\"name\": \"a\", \"bind_addresses\": [\"127.0.0.1\"], \"host\": \"a.internal\"} | 215 | host",
                "{\"name\": \"a\", \"bind_addresses\": [\"127.0.0.1\"], \"host\": \"a..example\"} | 327 | host",
                "{\"name\": \"a\", \"bind_addresses\": [\"127.0.0.1\"], \"host\": \"a_b.example\"} | 355 | host",
                "{\"name\": \"a\", \"bind_addresses\": [\"127.0.0.1\"], \"host\": \"a.example\", \"port_range\": \"9-1\"} | 215 | port_range",
                "{\"name\": \"a\", \"bind_addresses\": [\"127.0.0.1\"], \"host\": \"a.example\", \"port_range\": \"1-65536\"} | 215 | port_range",
                "{\"name\": \"a\", \"bind_addresses\": [\"127.0.0.1\"], \"host\": \"a.example\", \"port_range\": \"many\"} | 215 | port_range",
                "{\"nick\": \"a\"}                                                            | 214 | nick",
            })
    void aFieldThatIsWrong(String body, String code, String field) {
        Reply reply = caller.call("POST", "/ingresses", body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("ERR_NGROK_" + code);
        assertThat(reply.text("/details/field")).isEqualTo(field);
        assertThat(gateway.gateway().ingresses().own()).isEmpty();
    }

    @Test
    void theHostAndTheNameAreUnique() {
        caller.call("POST", "/ingresses", OFFICE);
        Reply again = caller.call("POST", "/ingresses", OFFICE);
        assertThat(again.json().at("/details/errors").findValuesAsString("field"))
                .isEqualTo(List.of("name", "host"));
        assertThat(caller.call("PATCH", "/ingresses/office", OFFICE).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "lan"})
    void thoseFromTheStartStayAsTheyAre(String name) {
        Reply changed = caller.call("PATCH", "/ingresses/" + name, "{\"host\": \"a.example\"}");
        assertThat(changed.code()).isEqualTo("ERR_NGROK_215");
        assertThat(changed.message()).contains("cannot be changed");
        Reply deleted = caller.call("DELETE", "/ingresses/" + name);
        assertThat(deleted.code()).isEqualTo("ERR_NGROK_215");
        assertThat(deleted.message()).contains("cannot be deleted");
    }

    @Test
    void nothingWithThatNameAndNothingToChange() {
        assertThat(caller.call("GET", "/ingresses/moon").code()).isEqualTo("ERR_NGROK_222");
        assertThat(caller.call("PATCH", "/ingresses/moon", "{\"host\": \"a.example\"}")
                        .status())
                .isEqualTo(404);
        assertThat(caller.call("DELETE", "/ingresses/moon").status()).isEqualTo(404);
        caller.call("POST", "/ingresses", OFFICE);
        assertThat(caller.call("PATCH", "/ingresses/office", "{}").code()).isEqualTo("ERR_CULVERT_400");
        assertThat(caller.call("GET", "/ingresses?before_id=x").code()).isEqualTo("ERR_NGROK_227");
    }

    @Test
    void thereAreNotEndlesslyMany() {
        for (int i = 0; i < 90; i++) {
            assertThat(add(i).status()).isEqualTo(201);
        }
        assertThat(add(90).code()).isEqualTo("ERR_NGROK_502");
    }

    private Reply add(int i) {
        return caller.call(
                "POST",
                "/ingresses",
                "{\"name\": \"i%d\", \"bind_addresses\": \"127.0.0.1\", \"host\": \"i%d.example\"}".formatted(i, i));
    }

    private Reply endpoint(String name, String url) {
        return caller.call(
                "POST",
                "/endpoints",
                "{\"name\": \"%s\", \"url\": \"%s\", \"upstream_url\": \"5432\"}".formatted(name, url));
    }
}
